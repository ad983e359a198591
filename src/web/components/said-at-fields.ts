import type { ListedError } from "./error-list.tsx";

/**
 * What was refused, in the order of its fields on the page, each with its field's name and a way to it. Fields are
 * found by what is said at them: a dialogue may call them otherwise than the API does. What is said nowhere comes last.
 */
export function saidAtFields(around: Element, refused: Readonly<Record<string, string>>): ListedError[] {
  const left = Object.values(refused);
  const listed: ListedError[] = [];
  for (const said of around.querySelectorAll('.error[id], [slot="errorMessage"]')) {
    const index = left.indexOf(said.textContent);
    const field = fieldOf(said, around);
    if (index < 0 || field === null) continue;
    left.splice(index, 1);
    listed.push({
      text: said.textContent,
      label: nameOf(field),
      href: `#${field.id}`,
      follow: () => controlOf(field).focus(),
    });
  }
  return [...listed, ...left.map((text) => ({ text, label: null, href: null }))];
}

/** What is described by the text; where that is still to be said, as by React Aria, what stands beside it. */
function fieldOf(said: Element, around: Element): HTMLElement | null {
  return (
    around.querySelector<HTMLElement>(`[aria-describedby~="${said.id}"]`) ??
    said.closest(".field")?.querySelector<HTMLElement>("input, select, textarea") ??
    null
  );
}

function nameOf(field: HTMLElement): string | null {
  const label =
    field.dataset.label ??
    (field as HTMLInputElement).labels?.[0]?.textContent ??
    field.querySelector("legend")?.textContent;
  return label?.trim() || null;
}

/** A group of choices takes no focus itself. */
const controlOf = (field: HTMLElement): HTMLElement =>
  field instanceof HTMLFieldSetElement ? (field.querySelector("input") ?? field) : field;
