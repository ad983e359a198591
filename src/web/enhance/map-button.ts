/** Shows the map's button; the map itself, some hundred kilobytes, comes when it is asked for. */
export function offerMap(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-map-button]");
  const place = document.querySelector<HTMLElement>("[data-map]");
  const label = button?.querySelector("span");
  if (button === null || place === null || !label) return;
  const shownText = button.dataset.hide ?? "";
  const hiddenText = label.textContent ?? "";
  let drawn = false;

  const open = async () => {
    place.hidden = false;
    if (drawn) return;
    drawn = true;
    try {
      const { drawMap } = await import("./map.ts");
      await drawMap(place);
    } catch {
      place.replaceChildren(button.dataset.failed ?? "");
    }
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const opening = place.hidden;
    if (opening) void open();
    else place.hidden = true;
    button.setAttribute("aria-expanded", String(opening));
    label.textContent = opening ? shownText : hiddenText;
  });
}
