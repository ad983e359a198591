import { sql } from "kysely";
import { type Connection, openDatabase } from "../../../platform/database/database.ts";
import { searchKeys } from "./document-keys.ts";

export interface TestCard {
  readonly title: string;
  /** Which of several clients published it; the first, when absent. */
  readonly client?: number;
  readonly description?: string;
  readonly category?: string;
  readonly remote?: boolean;
  readonly budgetCents?: number | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly placeName?: string;
  readonly publishedAt?: Date;
}

export function openTestConnection(connection: object) {
  // What is lost while nobody uses it is lost with the test's database, which goes by force.
  return openDatabase({ connection, poolMax: 2, onError: () => {} });
}

let made = 0;

/** A UUIDv7 of now, each greater than the one before. */
function nextId(): string {
  made += 1;
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${made.toString(16).padStart(12, "0")}`;
}

/** Cards with a bare record behind each, as the publishing of a mission leaves them; their ids in the order given. */
export async function insertCards(connection: Connection, cards: readonly TestCard[]): Promise<string[]> {
  const rows = cards.map((card) => {
    const document = {
      title: card.title,
      client: card.client ?? 0,
      description: card.description ?? "",
      category: card.category ?? "plomberie",
      remote: card.remote ?? false,
      budgetCents: card.budgetCents ?? null,
      latitude: card.latitude ?? null,
      longitude: card.longitude ?? null,
      placeName: card.placeName ?? null,
      publishedAt: card.publishedAt ?? new Date(Date.now() - 60_000),
    };
    return { ...document, id: nextId(), keys: searchKeys(document) };
  });
  const json = JSON.stringify(rows);
  await sql`
    insert into parties (display_name)
    select 'Client ' || client from generate_series(0, ${Math.max(...rows.map(({ client }) => client))}::integer) as client
    where not exists (select from parties where display_name = 'Client ' || client)`.execute(connection);
  await sql`
    insert into missions (id, client_party_id, title, description, quality_score)
    select c.id, (select id from parties where display_name = 'Client ' || c.client), c.title, c.description, 50
    from json_to_recordset(${json}::json) as c (id uuid, client integer, title text, description text)`.execute(
    connection,
  );
  await sql`
    insert into mission_cards (
      mission_id, client_party_id, hot_rank, published_at, budget_sort, category, remote, position, search_keys, card)
    select c.id, m.client_party_id, 0, c."publishedAt", coalesce(c."budgetCents", 0), c.category, c.remote,
      sphere_point(c.latitude, c.longitude), c.keys, json_build_object(
        'id', c.id, 'title', c.title, 'description', c.description, 'category', c.category, 'remote', c.remote,
        'budget', case when c."budgetCents" is not null then json_build_object('valueCents', c."budgetCents") end,
        'location', case when c.latitude is not null or c."placeName" is not null then
          json_build_object('name', c."placeName", 'latitude', c.latitude, 'longitude', c.longitude) end)
    from json_to_recordset(${json}::json) as c (
      id uuid, title text, description text, "placeName" text, "publishedAt" timestamptz, "budgetCents" bigint, category text, remote boolean,
      latitude float8, longitude float8, keys integer[])
    join missions m on m.id = c.id`.execute(connection);
  return rows.map(({ id }) => id);
}
