const FORGOTTEN_AFTER_MS = 60_000;

/** Gives a text to the browser as a file to keep. */
export function saveFile(name: string, text: string, type: "text/plain" | "application/json"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click has returned; on a busy machine, well after.
  setTimeout(() => URL.revokeObjectURL(address), FORGOTTEN_AFTER_MS);
}
