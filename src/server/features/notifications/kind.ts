import type { Locale } from "../../../shared/locale.ts";
import type { Transition } from "../missions/index.ts";

/** Moves whose reason is told to the other side. */
export type ReasonedMove = Extract<Transition, "decline" | "request_changes" | "dispute" | "cancel">;

/** How a person may hear of an optional kind beside the page. */
export const mailChoices = ["instant", "digest", "off"] as const;
export type MailChoice = (typeof mailChoices)[number];

/**
 * What is said of a kind, once on the page and in the mail. `{mission}`, `{price}`, `{deadline}`, `{offers}`, `{site}` and
 * `{until}` are filled in; `{reason}` and `{duties}`, each a paragraph of its own, become a quote and the paragraph of tax
 * law. A paragraph that lacks its value is left out.
 */
export interface KindText {
  /** In the list of preferences. */
  readonly label: string;
  /** The mail's subject and the page's line. */
  readonly headline: string;
  /** Paragraphs, parted by empty lines. */
  readonly says: string;
  /** On the button, which leads to the page that `leadsTo` names. */
  readonly action: string;
}

export interface Kind extends Readonly<Record<Locale, KindText>> {
  /** `always`: a service mail, which cannot be switched off. Else how one hears of it who has not chosen. */
  readonly mail: "always" | MailChoice;
  /** Where what it says stands; `facts.ts` reads it, as the reader may see it at that time. */
  readonly about: "mission" | "restriction" | "conversation" | "search" | "export";
  readonly leadsTo:
    | "mission"
    | "manage"
    | "conversation"
    | "moderation"
    | "signIn"
    | "objection"
    | "savedSearches"
    | "myData";
  /** Whose words go with it: those of the latest move, if it is one of these. */
  readonly reasonOf?: readonly ReasonedMove[];
  /** With these mission states alone its mail is still worth sending. */
  readonly while?: readonly string[];
  /** How long its mail waits for the reader to see the page. */
  readonly waitMinutes?: number;
  /** While one about the same is unread and this young, there is no second. */
  readonly foldMinutes?: number;
}
