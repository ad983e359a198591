import { sql } from "kysely";
import { endOfWalk, walkCards } from "../../../src/server/features/listing/mission-list-queries.ts";
import { rebuildCards } from "../../../src/server/features/listing/rebuild-cards.ts";
import { termNumber } from "../../../src/server/features/listing/search/keys.ts";
import { rareCounts } from "../../../src/server/features/listing/search/rare-counts.ts";
import { areFewCards, refreshSearch } from "../../../src/server/features/listing/search/refresh-search.ts";
import { refreshLatestWords } from "../../../src/server/features/listing/search/refresh-words.ts";
import { keepSuggestions } from "../../../src/server/features/listing/search/suggestion-queries.ts";
import { findNotice } from "../../../src/server/features/moderation/restriction-queries.ts";
import type { TestServer } from "../../support/server.ts";

/** What is asked of the list, by words, around a place, in each order, and what a rebuild of it sends. */
export async function searchWalk(server: TestServer): Promise<void> {
  const { writer } = server.resources.database;
  await sql`update search_progress set analysis = 0`.execute(writer);
  await server.sql(
    "update mission_cards set search_keys = '{1,2,3}' where mission_id in (select mission_id from mission_cards limit 1)",
  );
  await rebuildCards(writer, { currency: "EUR" });
  await refreshSearch(writer);
  const around = "lat=45.76&lng=4.84";
  const asked = [
    ...["sort=hot", "sort=newest", "sort=budget", `sort=distance&${around}`, "sort=hot&remote=true"],
    ...["sort=budget&budgetMin=100", "category=peinture&sort=newest", `${around}&radiusKm=20&sort=distance`],
    ...[
      "q=tableau",
      "q=%22tableau+électrique%22",
      "q=tableau&sort=newest",
      `q=salon&sort=distance&${around}`,
    ],
    ...["q=tableau+-salon&category=electricite", "q=tablau", `q=salon&budgetMin=100&radiusKm=20&${around}`],
  ];
  for (const query of asked) {
    const { body } = await server.api.get(`/missions?limit=1&${query}`);
    if (body.nextCursor) await server.api.get(`/missions?limit=1&${query}&cursor=${body.nextCursor}`);
  }
  await server.api.get("/missions/suggest?q=pei");
  await server.api.get("/missions/suggest?q=piendre");
  await seldom(server);
}

/** What is sent where missions are many, or by a job that comes later. */
async function seldom(server: TestServer): Promise<void> {
  const { writer } = server.resources.database;
  const none = { category: null, budgetMin: null, budgetMax: null, remote: null, near: null, radiusKm: null };
  const order = { order: "newest", filters: none, condition: sql`true`, after: null, limit: 1 } as const;
  await walkCards(writer, order, 10);
  await endOfWalk(writer, order, 10);
  await rareCounts(writer, [termNumber("tableau")]);
  await areFewCards(writer);
  await refreshLatestWords(writer, 1);
  const [card] = await server.sql<{ mission_id: string }>("select mission_id from mission_cards");
  await keepSuggestions(writer, new Map([["un tableau", card?.mission_id as string]]));
  await keepSuggestions(writer, new Map());
  const [restriction] = await server.sql<{ id: string }>("select id from restrictions");
  const [owner] = await server.sql<{ user_id: string }>("select user_id from memberships");
  await findNotice(writer, restriction?.id as string, owner?.user_id as string);
}
