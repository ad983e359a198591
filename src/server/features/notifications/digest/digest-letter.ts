import { count } from "../../../../shared/format.ts";
import type { Locale } from "../../../../shared/locale.ts";
import { pathTo } from "../../../../shared/page-paths.ts";
import { typeset } from "../../../../shared/typography.ts";
import type { Block, Letter } from "../../../platform/letter/letter.ts";

/** So many missions, and so many other lines, a digest shows at most. */
export const MOST_SHOWN = 20;

/** A mission that searches have found, or something else that happened: a line that leads to its page. */
export interface DigestLine {
  readonly label: string;
  /** What else is worth knowing of it. */
  readonly detail?: string;
  /** A path. */
  readonly path: string;
}

export interface Digest {
  readonly locale: Locale;
  readonly missions: readonly DigestLine[];
  readonly others: readonly DigestLine[];
  readonly publicUrl: string;
  readonly unsubscribe: string | null;
}

export const texts = typeset({
  fr: {
    missions: (n: string, one: boolean) =>
      one ? "1 nouvelle mission pour vous" : `${n} nouvelles missions pour vous`,
    others: "Ce qui s’est passé",
    found: "Vos recherches enregistrées ont trouvé :",
    more: (n: string, one: boolean) => (one ? "et 1 autre" : `et ${n} autres`),
    besides: "Il s’est aussi passé :",
    searches: "Mes recherches",
    why: "Vous recevez ce message selon vos recherches enregistrées et vos préférences.",
    unsubscribe: "Ne plus recevoir ces messages",
  },
  en: {
    missions: (n: string, one: boolean) => (one ? "1 new project for you" : `${n} new projects for you`),
    others: "What happened",
    found: "Your saved searches have found:",
    more: (n: string, one: boolean) => (one ? "and 1 other" : `and ${n} others`),
    besides: "This happened as well:",
    searches: "My searches",
    why: "You get this message by your saved searches and your preferences.",
    unsubscribe: "Stop these messages",
  },
});

export function digestLetter({ locale, missions, others, publicUrl, unsubscribe }: Digest): Letter {
  const said = texts[locale];
  const number = count(missions.length, locale);
  const searches = { label: said.searches, href: publicUrl + pathTo(locale, "savedSearches") };
  const blocks: Block[] = [
    ...listed(missions, said.found, locale, publicUrl),
    ...listed(others, missions.length > 0 ? said.besides : null, locale, publicUrl),
  ];
  return {
    language: locale,
    subject: missions.length > 0 ? said.missions(number, missions.length === 1) : said.others,
    blocks,
    footer: [
      { kind: "paragraph", text: said.why },
      {
        kind: "links",
        items: [searches, ...(unsubscribe === null ? [] : [{ label: said.unsubscribe, href: unsubscribe }])],
      },
    ],
  };
}

function listed(
  lines: readonly DigestLine[],
  before: string | null,
  locale: Locale,
  publicUrl: string,
): Block[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_SHOWN;
  const items = lines.slice(0, MOST_SHOWN).map(({ label, detail, path }) => ({
    label,
    href: publicUrl + path,
    ...(detail !== undefined && { detail }),
  }));
  return [
    ...(before === null ? [] : [{ kind: "paragraph" as const, text: before }]),
    { kind: "links", items },
    ...(more > 0
      ? [{ kind: "paragraph" as const, text: texts[locale].more(count(more, locale), more === 1) }]
      : []),
  ];
}
