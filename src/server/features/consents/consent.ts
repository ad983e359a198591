import { createHash } from "node:crypto";

/** What may be agreed to. `alert_mails`: whether any alert comes by mail, which each of `alerts` implies. */
export const purposes = ["terms", "contact", "alerts", "alert_mails"] as const;
export type Purpose = (typeof purposes)[number];

/** How it was said; `before`: written down later, from a time that was kept. */
export const vias = ["page", "api", "mail", "before"] as const;
export type Via = (typeof vias)[number];

/** Who agrees, to what. Two of one party are the same consent where all but the user is alike. */
export interface Consent {
  readonly purpose: Purpose;
  readonly userId: string;
  /** For whom the user says it: the own party, or an organisation's. */
  readonly partyId: string;
  /** The mission, or the saved search; null: the account. */
  readonly subjectId: string | null;
  /** Who is given something by it. */
  readonly receiverPartyId: string | null;
}

/** Which text was agreed to: words of ours, whose hash is their version, or what calls itself by one. */
export interface Agreed {
  readonly version: string | null;
  readonly text: string | null;
}

export const agreedTo = (text: string): Agreed => ({
  version: createHash("sha256").update(text).digest("hex").slice(0, 16),
  text,
});

/** What counts where nobody has said anything: who is alerted is so by mail, until told to stop. */
export const givenUnsaid = (purpose: Purpose): boolean => purpose === "alert_mails";
