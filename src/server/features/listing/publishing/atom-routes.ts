import { searchFeedPaths } from "../../../../shared/file-paths.ts";
import { locales } from "../../../../shared/locale.ts";
import type { PublicAnswers } from "../../../http/answers/public-answers.ts";
import type { App } from "../../../http/app.ts";
import { ReadyAnswer } from "../../../platform/cache/ready-answer.ts";
import { MissionListQuery } from "../listing-contract.ts";
import { LISTS } from "../listing-tags.ts";
import type { MissionList } from "../mission-list.ts";
import { writeAtom } from "./atom.ts";

/** As a list's: what else changes than counts and best prices, which are not in it, is seen at once. */
const FRESH_MS = 2_000;

export interface AtomRoutesDependencies {
  readonly list: MissionList;
  readonly answers: PublicAnswers;
  readonly publicUrl: () => string;
}

/** Any search as a feed, by the parameters of `GET /missions`: the newest first, unless it says otherwise. */
export function atomRoutes(app: App, { list, answers, publicUrl }: AtomRoutesDependencies): void {
  for (const locale of locales) {
    app.get(searchFeedPaths[locale], {
      config: { limits: ["global", "search"] },
      schema: { hide: true, querystring: MissionListQuery.omit({ cursor: true }) },
      handler: (request, reply) => {
        const query = { ...request.query, sort: request.query.sort ?? ("newest" as const) };
        const asked = Object.entries(query).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        );
        asked.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
        const self = `${searchFeedPaths[locale]}?${new URLSearchParams(asked as [string, string][])}`;
        return answers.send(
          request,
          reply,
          { tag: LISTS, key: `lists:atom:${self}`, freshMs: FRESH_MS },
          async () => {
            const page = await list.page(query, locale);
            const { items } = JSON.parse(page.toString("utf8")) as {
              items: Parameters<typeof writeAtom>[0]["items"];
            };
            return new ReadyAnswer({
              status: 200,
              headers: {
                "content-type": "application/atom+xml; charset=utf-8",
                "cache-control": "public, max-age=0, must-revalidate",
                vary: "Accept-Encoding",
              },
              version: null,
              identity: Buffer.from(writeAtom({ locale, publicUrl: publicUrl(), self, q: query.q, items })),
            });
          },
        );
      },
    });
  }
}
