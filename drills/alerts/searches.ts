import { categories } from "../../src/server/features/categories/index.ts";
import { createQueryReader } from "../../src/server/features/listing/index.ts";
import type { Installation } from "./installation.ts";

const TRADES = categories.slice(0, 5).map(({ slug }) => slug);
/** As many words as a town's missions are written in, so that each is some searches' own. */
const word = (n: number) =>
  `chantier${String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26))}${n % 7}`;

/**
 * So many saved searches of as many people: of ten four around a point, four for words, and two that are all the same.
 * @param matching which of them the mission of the drill matches: few, or all
 */
export async function saveSearches(
  { sql, database, dataDir }: Installation,
  count: number,
  matching: "few" | "all",
): Promise<void> {
  await sql("truncate alerts_sent, alert_matches, alert_anchors, saved_searches, alert_queries");
  await sql(
    `insert into parties (display_name) select 'Alerté ' || n from generate_series(1, $1::int) n
    where not exists (select from parties where display_name like 'Alerté %')`,
    [count],
  );
  await sql(`insert into users (party_id, email, email_key, roles)
    select id, id || '@example.org', id || '@example.org', '{provider}' from parties p
    where display_name like 'Alerté %' and not exists (select from users u where u.party_id = p.id)`);
  const reader = createQueryReader(dataDir);
  const rows = [];
  for (let n = 0; n < count; n++) {
    const judged = await reader.judged(database.writer, reader.read(queryOf(n, matching), "fr"), "fr");
    rows.push({ ...judged, ...judged.read, query: judged.query });
  }
  const distinct = [...new Map(rows.map((row) => [row.hash, row])).values()];
  for (let at = 0; at < distinct.length; at += 5_000) {
    const part = JSON.stringify(distinct.slice(at, at + 5_000));
    await sql(
      `insert into alert_queries (hash, query, language, read_by, category, budget_min, budget_max, remote, latitude,
         longitude, chord, words, phrases)
       select hash, query, language, "readBy", category, "budgetMin", "budgetMax", remote, latitude, longitude, chord,
         words::query_int, phrases
       from json_to_recordset($1::json) as r (hash uuid, query jsonb, language text, "readBy" uuid, category text,
         "budgetMin" bigint, "budgetMax" bigint, remote boolean, latitude float8, longitude float8, chord float8,
         words text, phrases boolean)`,
      [part],
    );
    await sql(
      `insert into alert_anchors (anchor_key, query_hash)
       select anchor, hash from json_to_recordset($1::json) as r (hash uuid, anchors integer[]), unnest(anchors) anchor`,
      [part],
    );
  }
  await sql(
    `insert into saved_searches (user_id, name, query_hash, frequency)
     select u.id, 'Recherche', hashes.hash, 'instant'
     from (select id, row_number() over (order by id) as n from users where email_key like '%@example.org') u
     join unnest($1::uuid[]) with ordinality as hashes (hash, n) using (n)`,
    [rows.map(({ hash }) => hash)],
  );
  await sql("analyze alert_queries, alert_anchors, saved_searches, users");
}

/** The mission of the drill is one of plumbing in Lyon, says `chantier`, and costs 500. */
function queryOf(n: number, matching: "few" | "all"): string {
  const kind = n % 10;
  if (matching === "all") {
    if (kind < 4)
      return `lat=${(45.75 + (n % 997) / 10_000).toFixed(4)}&lng=${(4.85 + (n % 991) / 10_000).toFixed(4)}&radiusKm=${20 + (n % 30)}`;
    if (kind < 8) return `q=chantier+plomberie&budgetMin=${n % 50_000}`;
    return "q=chantier";
  }
  // One in five hundred concerns the mission: near it, about it; never those that are all the same.
  const near = n % 1_000 === 0;
  if (kind < 4) {
    const [lat, lng] = near ? [45.76, 4.84] : [43 + (n % 700) / 100, -1 + (n % 770) / 100];
    const far = near || Math.hypot(lat - 45.76, lng - 4.84) > 0.6;
    return `lat=${(far ? lat : lat + 1).toFixed(4)}&lng=${lng.toFixed(4)}&radiusKm=${5 + (n % 20)}&budgetMax=${60_000 + n}`;
  }
  if (kind < 8) {
    const about = n % 1_000 === 4 ? "chantier" : word(n);
    return `q=${about}&budgetMin=${n % 50_000}&category=${about === "chantier" ? "plomberie" : TRADES[n % 5]}`;
  }
  return "q=notaire+assermenté";
}
