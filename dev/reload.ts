// Runs in the browser, on public pages: shows them anew when what they are made from has changed.
import.meta.hot?.on("pages-changed", () => location.reload());
