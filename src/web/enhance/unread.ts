import {
  type Counted,
  keptUnread,
  MOST_COUNTED,
  onKeptUnread,
  ownerOf,
} from "../notifications/unread-store.ts";
import { type SessionHint, signedInHint } from "../session/hint.ts";

const COUNTED: readonly Counted[] = ["notifications", "conversations"];

/** Shows what this browser knew last in a menu of this person's. */
export function showUnread(menu: ParentNode, hint: SessionHint): void {
  for (const counted of COUNTED) show(counted, menu, hint);
}

/** Shows in the menu of the page what another tab has come to know. */
export function followUnread(): void {
  for (const counted of COUNTED)
    onKeptUnread(counted, () => {
      const hint = signedInHint();
      if (hint !== null) show(counted, document, hint);
    });
}

function show(counted: Counted, menu: ParentNode, { userId, acting }: SessionHint): void {
  const count = keptUnread(counted, ownerOf(counted, userId, acting));
  const place = menu.querySelector<HTMLElement>(`[data-counted="${counted}"]`);
  const [number, said] = place?.children ?? [];
  if (!place || !number || !said || count === null) return;
  number.textContent = count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count);
  said.textContent = ` ${(place.dataset.label ?? "").replace("#", number.textContent)}`;
  place.hidden = count === 0;
  menu.querySelector(`[data-waits="${counted}"]`)?.toggleAttribute("hidden", count === 0);
}
