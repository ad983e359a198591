/** Texts that stand in this page alone, because the device keeps nothing: leaving would lose them. */
const unsaved = new Set<object>();

/** `owner` is the form; the browser asks before the page is left as long as one of them has such a text. */
export function markUnsaved(owner: object, isUnsaved: boolean): void {
  const before = unsaved.size;
  if (isUnsaved) unsaved.add(owner);
  else unsaved.delete(owner);
  if (before === 0 && unsaved.size > 0) addEventListener("beforeunload", ask);
  if (before > 0 && unsaved.size === 0) removeEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
