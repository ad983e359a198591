import { locales } from "../../../../shared/locale.ts";
import { pathTo } from "../../../../shared/page-paths.ts";
import type { Database } from "../../../platform/database/database.ts";
import { firstIds, idsFrom } from "./sitemap-queries.ts";
import { XML_HEAD, xmlText } from "./xml.ts";

/** What a file holds at most (sitemaps.org); each mission has an address in each language. */
const MOST_ADDRESSES = 50_000;
/** How long the files' borders are kept: crawlers come back after hours, and the walk reads every id. */
const KEPT_MS = 3_600_000;
const AT_ONCE = 2_500;
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

export interface Sitemap {
  /** Which files there are. */
  index(): Promise<string>;
  /** One of them, in pieces; null where there is none of this number. They count from 1. */
  file(number: number): Promise<AsyncIterable<string> | null>;
}

export const sitemapFile = (number: number | string) => `/sitemaps/missions-${number}.xml`;

export interface SitemapDependencies {
  readonly database: Database;
  readonly publicUrl: () => string;
  readonly perFile?: number;
  readonly keptMs?: number;
}

export function createSitemap(dependencies: SitemapDependencies): Sitemap {
  const { database, publicUrl, perFile = MOST_ADDRESSES / locales.length, keptMs = KEPT_MS } = dependencies;
  let kept: { readonly until: number; readonly ids: Promise<string[]> } | null = null;
  const borders = (): Promise<string[]> => {
    if (kept === null || performance.now() >= kept.until) {
      const ids = firstIds(database.writer, perFile);
      const mine = { until: performance.now() + keptMs, ids };
      kept = mine;
      // What failed is asked for again.
      ids.catch(() => {
        if (kept === mine) kept = null;
      });
    }
    return kept.ids;
  };

  async function* write(from: string, before: string | null): AsyncIterable<string> {
    const site = publicUrl();
    yield `${XML_HEAD}<urlset xmlns="${NAMESPACE}">\n`;
    let next = from;
    for (;;) {
      const ids = await idsFrom(database.writer, { from: next, before, limit: AT_ONCE + 1 });
      const shown = ids.slice(0, AT_ONCE);
      yield shown
        .flatMap((id) => locales.map((locale) => address(site + pathTo(locale, "mission", { id }))))
        .join("");
      const [last] = ids.slice(AT_ONCE);
      if (last === undefined) break;
      next = last;
    }
    yield "</urlset>\n";
  }

  return {
    async index() {
      const site = publicUrl();
      const files = (await borders()).map(
        (_, at) => `<sitemap><loc>${xmlText(site + sitemapFile(at + 1))}</loc></sitemap>\n`,
      );
      const pages = `<sitemap><loc>${xmlText(`${site}/sitemaps/pages.xml`)}</loc></sitemap>\n`;
      return `${XML_HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${pages}${files.join("")}</sitemapindex>\n`;
    },
    async file(number) {
      const ids = await borders();
      const from = ids[number - 1];
      return from === undefined ? null : write(from, ids[number] ?? null);
    },
  };
}

const address = (url: string) => `<url><loc>${xmlText(url)}</loc></url>\n`;

/** The pages that are about no mission and that search engines may show. */
export function pagesFile(publicUrl: string): string {
  const pages = (["feed", "search", "problems"] as const).flatMap((page) =>
    locales.map((locale) => address(publicUrl + pathTo(locale, page))),
  );
  return `${XML_HEAD}<urlset xmlns="${NAMESPACE}">\n${pages.join("")}</urlset>\n`;
}
