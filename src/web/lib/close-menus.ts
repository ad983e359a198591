/**
 * Closes the menus (`details.menu`) of the document by Escape, by a press beside them, by what was chosen in them and
 * when the focus goes elsewhere, as menus do; `details` alone would stay open. Returns what ends it.
 */
export function closeMenus(document: Document): () => void {
  const closeOthers = (target: EventTarget | null) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(target instanceof Node && menu.contains(target))) menu.open = false;
    }
  };
  const onPress = ({ target }: Event) => closeOthers(target);
  const onKey = (event: KeyboardEvent) => {
    const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
    if (event.key !== "Escape" || menu === null) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary")?.focus();
  };
  // What a button did may be said below the menu.
  const onChoice = ({ target }: Event) => {
    const menu = target instanceof Element ? target.closest("button")?.closest("details.menu") : null;
    if (!(menu instanceof HTMLDetailsElement)) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  document.addEventListener("pointerdown", onPress);
  document.addEventListener("click", onChoice);
  document.addEventListener("focusin", onPress);
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("pointerdown", onPress);
    document.removeEventListener("click", onChoice);
    document.removeEventListener("focusin", onPress);
    document.removeEventListener("keydown", onKey);
  };
}
