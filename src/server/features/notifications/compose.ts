import type { Locale } from "../../../shared/locale.ts";
import { ACTING_FOR, pathTo } from "../../../shared/page-paths.ts";
import { typeset } from "../../../shared/typography.ts";
import { type Block, filledBlocks, type Letter } from "../../platform/letter/letter.ts";
import type { Account } from "../accounts/index.ts";
import { dutiesBlocks } from "./duties.ts";
import type { Facts } from "./facts.ts";
import type { Kind } from "./kind.ts";
import type { NotificationRow } from "./notification-queries.ts";

export const notices = typeset({
  fr: {
    unseen: "Ce dont il s’agit n’est plus visible",
    service:
      "Vous recevez ce message parce qu’il concerne une mission ou un compte qui est le vôtre sur {site}.",
    optional: "Vous recevez ce message selon vos préférences sur {site}.",
    unsubscribe: "Ne plus recevoir ces messages",
    object: "Contester la décision",
  },
  en: {
    unseen: "What this was about can no longer be seen",
    service: "You get this message because it concerns a project or an account of yours on {site}.",
    optional: "You get this message by your preferences on {site}.",
    unsubscribe: "Stop these messages",
    object: "Object to the decision",
  },
});

/** The page's line and the mail's subject: a single line, for titles are. */
export function headlineOf(kind: Kind, facts: Facts | null, locale: Locale): string {
  if (facts === null) return notices[locale].unseen;
  return kind[locale].headline.replace(
    /\{(\w+)\}/g,
    (_, name: keyof Facts["values"]) => facts.values[name] ?? "",
  );
}

/** Where the button leads, as a path: the page at which the reader acts for the right party. */
export function pathOf(
  kind: Kind,
  row: Pick<NotificationRow, "missionId" | "partyId" | "subjectId">,
  reader: Pick<Account, "partyId">,
  locale: Locale,
): string {
  const { missionId, partyId } = row;
  const acting = partyId !== null && partyId !== reader.partyId ? { [ACTING_FOR]: partyId } : {};
  switch (kind.leadsTo) {
    case "signIn":
      return pathTo(locale, "signIn");
    case "objection":
      return objectionPath(row, locale);
    case "savedSearches":
    case "myData":
      return pathTo(locale, kind.leadsTo);
    case "moderation":
      return pathTo(locale, "moderationMissions");
    case "conversation":
      return row.subjectId === null
        ? pathTo(locale, "conversations")
        : pathTo(locale, "conversation", { id: row.subjectId }, acting);
    default:
      return missionId === null
        ? pathTo(locale, "feed")
        : pathTo(locale, kind.leadsTo, { id: missionId }, acting);
  }
}

/** Anyone's, without an account: who is suspended cannot sign in. */
function objectionPath(
  { missionId, partyId }: Pick<NotificationRow, "missionId" | "partyId">,
  locale: Locale,
) {
  const subject =
    missionId === null ? { type: "account", id: partyId ?? "" } : { type: "mission", id: missionId };
  return pathTo(locale, "report", {}, { ...subject, category: "objection" });
}

export interface Composed {
  readonly row: NotificationRow;
  readonly kind: Kind;
  readonly facts: Facts;
  readonly reader: Pick<Account, "partyId" | "locale">;
  readonly publicUrl: string;
  /** Where an optional mail can be stopped; null: a service mail. */
  readonly unsubscribe: string | null;
}

export function letterOf({ row, kind, facts, reader, publicUrl, unsubscribe }: Composed): Letter {
  const { locale } = reader;
  const text = kind[locale];
  const { says, action } = text;
  const link = (path: string) => publicUrl + path;
  const quote: Block | null = facts.reason === null ? null : { kind: "quote", text: facts.reason };
  // A link, for the button leads to what was decided about.
  const objection: Block = {
    kind: "links",
    items: [{ label: notices[locale].object, href: link(objectionPath(row, locale)) }],
  };
  const values = {
    ...facts.values,
    site: publicUrl,
    reason: quote,
    objection,
  };
  const blocks = says
    .split(/\n{2,}/)
    .flatMap((part) => (part === "{duties}" ? dutiesBlocks(locale) : filledBlocks(part, values)));
  const button: Block = { kind: "action", label: action, href: link(pathOf(kind, row, reader, locale)) };
  // What is to be done stands before what is only to be known.
  const duty = says.includes("{duties}") ? dutiesBlocks(locale).length : 0;
  const at = blocks.length - duty;
  return {
    language: locale,
    subject: headlineOf(kind, facts, locale),
    blocks: [...blocks.slice(0, at), button, ...blocks.slice(at)],
    footer: footerOf(locale, publicUrl, unsubscribe),
  };
}

function footerOf(locale: Locale, site: string, unsubscribe: string | null): Block[] {
  const { service, optional, unsubscribe: label } = notices[locale];
  const why = filledBlocks(unsubscribe === null ? service : optional, { site });
  return unsubscribe === null ? why : [...why, { kind: "links", items: [{ label, href: unsubscribe }] }];
}
