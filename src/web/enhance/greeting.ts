import { readHint, writeHint } from "../session/hint.ts";

/** Puts the signed-in menu where the anonymous one stands. */
export function greet(): void {
  const hint = readHint();
  if (hint === null) return;
  const place = document.querySelector("[data-session]");
  const template = document.querySelector<HTMLTemplateElement>("template[data-signed-in]");
  if (place === null || template === null) return;
  const menu = template.content.cloneNode(true) as DocumentFragment;
  for (const name of menu.querySelectorAll("[data-name]")) name.textContent = hint.displayName;
  menu.querySelector<HTMLElement>("[data-moderation]")?.toggleAttribute("hidden", !hint.moderates);
  menu.querySelector("[data-sign-out]")?.addEventListener("click", () => void signOut());
  place.replaceChildren(menu);
}

/** Puts the owner's link on their own mission in place of the one that makes an offer. */
export function knowOwner(): void {
  const hint = readHint();
  const mission = document.querySelector<HTMLElement>("[data-client]");
  const link = document.querySelector<HTMLAnchorElement>("[data-offer-link]");
  if (hint !== null && mission?.dataset.client === hint.partyId && link !== null) {
    link.href = link.dataset.ownerHref ?? link.href;
    link.textContent = link.dataset.ownerText ?? link.textContent;
  }
}

async function signOut(): Promise<void> {
  await fetch("/api/v1/auth/logout", { method: "POST" }).catch(() => undefined);
  writeHint(null);
  location.reload();
}
