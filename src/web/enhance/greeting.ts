import { dropOldTexts, settleTexts, textsOf } from "../kept-text/text-store.ts";
import { goTo } from "../lib/go-to.ts";
import { onHintChange, type SessionHint, signedInHint, writeHint } from "../session/hint.ts";
import { dropIntentions } from "../session/intentions.ts";
import { followUnread, showUnread } from "./unread.ts";

/** Shows who is signed in, and follows what other tabs say of it. */
export function greet(): void {
  dropOldTexts(Date.now());
  const place = document.querySelector("[data-session]");
  const template = document.querySelector<HTMLTemplateElement>("template[data-signed-in]");
  if (place === null || template === null) return;
  const anonymous = [...place.childNodes];
  let shown: string | undefined;
  const show = () => {
    const hint = signedInHint();
    const next = hint === null ? "" : JSON.stringify(hint);
    if (next === (shown ?? "")) return;
    shown = next;
    if (hint === null) place.replaceChildren(...anonymous);
    else place.replaceChildren(menuFor(hint, template));
    knowOwner();
  };
  show();
  onHintChange(show);
  followUnread();
}

/** The signed-in menu in the place of the anonymous one. */
function menuFor(hint: SessionHint, template: HTMLTemplateElement): DocumentFragment {
  const menu = template.content.cloneNode(true) as DocumentFragment;
  for (const name of menu.querySelectorAll("[data-name]")) name.textContent = hint.displayName;
  showParties(hint, menu);
  showUnread(menu, hint);
  menu.querySelector<HTMLElement>("[data-moderation]")?.toggleAttribute("hidden", !hint.moderates);
  menu.querySelector("[data-sign-out]")?.addEventListener("click", () => void signOut(hint, template));
  return menu;
}

/** For whom the next page will act, and the others; nothing where there is nobody else. */
function showParties(hint: SessionHint, menu: DocumentFragment): void {
  const { parties, acting } = hint;
  const list = menu.querySelector<HTMLElement>("[data-parties]");
  const summary = list?.querySelector<HTMLElement>("[data-acting]");
  const own = list?.querySelector<HTMLElement>("[data-party]");
  if (!parties?.length || !list || !summary || !own) {
    list?.remove();
    return;
  }
  summary.textContent = parties.find(({ id }) => id === acting)?.displayName ?? summary.textContent;
  const choice = (item: HTMLElement, id: string | null, name: string | null) => {
    const button = item.querySelector("button") as HTMLButtonElement;
    if (name !== null) button.textContent = name;
    button.toggleAttribute("aria-current", false);
    if (id === acting) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => {
      writeHint({ ...hint, acting: id });
      location.reload();
    });
    return item;
  };
  own.after(
    ...parties.map(({ id, displayName }) => choice(own.cloneNode(true) as HTMLElement, id, displayName)),
  );
  choice(own, null, null);
}

/**
 * On one's own mission the link that makes an offer leads to the offers instead. To be called again whenever the
 * server's link was put in anew.
 */
export function knowOwner(): void {
  const hint = signedInHint();
  const client = document.querySelector<HTMLElement>("[data-client]")?.dataset.client;
  const link = document.querySelector<HTMLAnchorElement>("[data-offer-link]");
  if (link === null) return;
  const own = hint !== null && client === (hint.acting ?? hint.partyId);
  const { dataset } = link;
  dataset.visitorHref ??= link.href;
  dataset.visitorText ??= link.textContent;
  link.href = (own ? dataset.ownerHref : undefined) ?? dataset.visitorHref;
  link.textContent = (own ? dataset.ownerText : undefined) ?? dataset.visitorText;
}

async function signOut(hint: SessionHint, template: HTMLTemplateElement): Promise<void> {
  // What was typed and not sent comes first: its page asks what is to become of it.
  if (textsOf(hint.userId).length > 0) return goTo(template.dataset.signOutPage ?? "/");
  const answer = await fetch("/api/v1/auth/logout", { method: "POST" }).catch(() => null);
  const failed = document.querySelector<HTMLElement>("[data-sign-out-failed]");
  if (answer?.ok !== true) return failed?.removeAttribute("hidden");
  settleTexts(hint.userId, false);
  dropIntentions((account) => account === hint.userId);
  writeHint({ signedOut: hint.userId, keep: false });
  location.reload();
}
