import { pathTo } from "../../../../shared/page-paths.ts";
import { typeset } from "../../../../shared/typography.ts";
import { XML_HEAD, xmlText } from "./xml.ts";

/** A published mission as a list of the API has it. */
export interface FeedItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly location: { readonly name: string; readonly postalCode: string } | null;
  readonly client: { readonly displayName: string };
  readonly publishedAt: string;
  readonly updatedAt: string;
}

export interface Feed {
  readonly locale: "fr" | "en";
  readonly publicUrl: string;
  /** Its own address, from the path on: also its id, for the same search is the same feed. */
  readonly self: string;
  /** What is searched for in words, if anything. */
  readonly q: string | undefined;
  readonly items: readonly FeedItem[];
}

export const TITLES = typeset({ fr: "Missions – Swideal", en: "Projects – Swideal" });
const LONGEST_SUMMARY = 500;

/**
 * RFC 4287. Entries keep their id whatever becomes of the address, and change with what the client wrote alone: an
 * offer makes none of them new.
 */
export function writeAtom({ locale, publicUrl, self, q, items }: Feed): string {
  const updated = items.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), NEVER);
  return [
    `${XML_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    `<id>${xmlText(publicUrl + self)}</id>`,
    `<title>${xmlText([q, TITLES[locale]].filter(Boolean).join(" – "))}</title>`,
    `<updated>${updated}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(publicUrl + self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(publicUrl + pathTo(locale, "search"))}"/>`,
    ...items.map((item) => entry(item, locale, publicUrl)),
    "</feed>\n",
  ].join("\n");
}

/** What a feed without entries was last changed: it has to say something, and the same each time. */
const NEVER = "1970-01-01T00:00:00.000Z";

function entry(item: FeedItem, locale: "fr" | "en", publicUrl: string): string {
  const { id, title, description, category, location, client, publishedAt, updatedAt } = item;
  const place = location === null ? "" : `${location.name} (${location.postalCode}) – `;
  return [
    "<entry>",
    `<id>urn:uuid:${id}</id>`,
    `<title>${xmlText(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${xmlText(publicUrl + pathTo(locale, "mission", { id }))}"/>`,
    `<published>${publishedAt}</published>`,
    `<updated>${updatedAt}</updated>`,
    `<author><name>${xmlText(client.displayName)}</name></author>`,
    ...(category === null ? [] : [`<category term="${xmlText(category)}"/>`]),
    `<summary>${xmlText(place + shortened(description))}</summary>`,
    "</entry>",
  ].join("\n");
}

/** By whole characters. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_SUMMARY ? text : `${characters.slice(0, LONGEST_SUMMARY).join("")}…`;
}
