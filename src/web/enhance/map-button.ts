/** Shows the map's button; the map itself, some hundred kilobytes, comes when it is asked for. */
export function offerMap(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-map-button]");
  const place = document.querySelector<HTMLElement>("[data-map]");
  const label = button?.querySelector("span");
  if (button === null || place === null || !label) return;
  const { hide = "", loading = "", failed = "" } = button.dataset;
  const show = label.textContent ?? "";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.hidden = true;
  place.before(said);
  let drawn = false;

  const say = (text: string) => {
    said.textContent = text;
    said.hidden = text === "";
  };
  const set = (open: boolean) => {
    place.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    label.textContent = open ? hide : show;
  };
  const draw = async () => {
    if (drawn) return;
    drawn = true;
    say(loading);
    try {
      const { drawMap } = await import("./map.ts");
      await drawMap(place);
      say("");
    } catch {
      // A browser does not ask again for code that did not come: only a new load of the page does.
      set(false);
      button.hidden = true;
      say(failed);
    }
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const opening = place.hidden !== false;
    set(opening);
    if (opening) void draw();
  });
}
