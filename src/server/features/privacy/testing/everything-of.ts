import type { Person } from "../../../../../tests/support/people.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";

/** $1 the user, $2 its party, $3 the mark in each text, $4 how many rows, $5 a moderator. */
const ownRows: readonly string[] = [
  `insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
   select sha256(random()::text::bytea), $1, 'reset_password', $3 || '@jeton.example', now() + interval '1 hour'
   from generate_series(1, $4::int)`,
  `insert into email_changes (user_id, old_email, new_email)
   select $1, $3 || '@avant.example', $3 || '@apres.example' from generate_series(1, $4::int)`,
  `with made as (
     insert into sessions (user_id, expires_at, user_agent, address)
     select $1, now() + interval '1 day', $3 || ' navigateur', '192.0.2.' || n from generate_series(1, $4::int) n returning id)
   insert into refresh_tokens (token_hash, session_id) select sha256(random()::text::bytea), id from made`,
  `with made as (
     insert into parties (kind, display_name) select 'company', 'Atelier ' || n from generate_series(1, $4::int) n returning id),
   founded as (insert into organisations (party_id, founded_by) select id, $1 from made),
   left_behind as (insert into former_memberships (party_id, user_id) select id, $1 from made)
   insert into memberships (party_id, user_id, role) select id, $1, 'owner' from made`,
  `insert into invitations (party_id, email_key, role, locale, invited_by, expires_at)
   select $2, md5(n::text) || '@invite.example', 'member', 'fr', $1, now() + interval '1 day' from generate_series(1, $4::int) n`,
  "insert into totp_secrets (user_id, sealed_secret) values ($1, sha256($3::text::bytea))",
  "insert into recovery_codes (user_id, code_hash) select $1, sha256(n::text::bytea) from generate_series(1, $4::int) n",
  `insert into passkeys (user_id, credential_id, public_key, counter, backed_up, name)
   select $1, sha256(random()::text::bytea), sha256('clé'), n, true, $3 || ' clé' from generate_series(1, $4::int) n`,
  `insert into passkey_challenges select sha256(random()::text::bytea), $1, now() + interval '5 minutes' from generate_series(1, $4::int)`,
  `with made as (
     insert into missions (client_party_id, title, description, skills, quality_score)
     select $2, $3 || ' titre', $3 || ' description', array[$3 || ' compétence'], 50 from generate_series(1, $4::int) returning id),
   added as (insert into mission_addenda (mission_id, client_party_id, text) select id, $2, $3 || ' précision' from made),
   reasons as (
     insert into mission_reasons (mission_id, author_party_id, author, move, text)
     select id, $2, 'client', 'cancel', $3 || ' motif' from made)
   insert into work_addresses (mission_id, client_party_id, address) select id, $2, $3 || ' lieu' from made`,
  `insert into contact_details (party_id, name, phone, email, address)
   values ($2, $3 || ' nom', '+33400000000', $3 || '@contact.example', $3 || ' adresse')`,
  "insert into favourites (user_id, mission_id) select $1, uuid_v7() from generate_series(1, $4::int)",
  `with asked as (
     insert into alert_queries (hash, query, read_by, phrases)
     select uuid_v7(), jsonb_build_object('q', $3 || ' recherche'), uuid_v7(), false from generate_series(1, $4::int) returning hash),
   saved as (
     insert into saved_searches (user_id, name, query_hash, frequency) select $1, $3 || ' nom', hash, 'daily' from asked returning id)
   insert into alert_matches (mission_id, user_id, search_id) select uuid_v7(), $1, id from saved`,
  "insert into alerts_sent (user_id, mission_id, urgency) select $1, uuid_v7(), 1 from generate_series(1, $4::int)",
  "insert into calendars (user_id, secret_hash) values ($1, sha256(random()::text::bytea))",
  `insert into notifications (user_id, kind, service, delivery)
   select $1, 'award_won', true, 'none' from generate_series(1, $4::int)`,
  "insert into notification_reads values ($1, uuid_v7())",
  `insert into notification_preferences select $1, 'kind ' || n, 'digest' from generate_series(1, $4::int) n`,
  "insert into mail_refusals values ($1, 1, null)",
  `insert into consents (user_id, party_id, purpose, subject_id, given, via, text_version, text)
   select $1, $2, 'contact', uuid_v7(), true, 'page', 'v' || n, 'Donner mes coordonnées' from generate_series(1, $4::int) n`,
  "insert into inactivity_warnings (user_id, number) values ($1, 1)",
  "insert into mail_runs select $1, 'digest', current_date - n from generate_series(1, $4::int) n",
  `insert into reports (subject_type, subject_id, category, text, reporter_user_id, reporter_name, reporter_email,
     outcome, reason, decided_by, decided_at)
   select 'account', uuid_v7(), 'spam', $3 || ' signalement', $1, $3 || ' nom', $3 || '@signale.example',
     'no_action', $3 || ' réponse', $5, now() from generate_series(1, $4::int)`,
  `insert into restrictions (party_id, kind, reason, decided_by)
   select $2, 'account_suspended', $3 || ' décision', $5 from generate_series(1, $4::int)`,
  `with made as (
     insert into audit_entries (action, result, actor_kind, actor_id, actor_party_id, resource_type, request_id)
     select 'mission.publish', 'done', 'user', $1, $2, 'mission', 'r' || n from generate_series(1, $4::int) n returning at, id)
   insert into audit_details (entry_at, entry_id, salt, address, user_agent, changes)
   select at, id, sha256('sel'), '192.0.2.1', $3 || ' agent', jsonb_build_object('fields', $3::text) from made`,
  `insert into idempotency_keys select $1, $3 || n, '', $3 || ' réponse', now() from generate_series(1, $4::int) n`,
];

/** Between $1 (user) of party $2 and the missions of party $3; $4 is the mark of the former. */
const rowsOnMissionsOf: readonly string[] = [
  `with m as (select id from missions where client_party_id = $3 order by id limit 20),
   made as (
     insert into offers (mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
     select id, $3, $2, 1 + abs(hashtext($2::uuid::text)) % 2000000000, 10000, 5, $4 || ' offre' from m returning id, mission_id),
   priced as (
     insert into offer_revisions (offer_id, revision, mission_id, provider_party_id, price_cents)
     select id, 1, mission_id, $2, 10000 from made),
   asked as (
     insert into questions (mission_id, client_party_id, author_party_id, author_user_id, number, text)
     select id, $3, $2, $1, 1 + abs(hashtext($2::uuid::text)) % 2000000000, $4 || ' question' from m),
   agreed as (insert into contact_consents (mission_id, giver_party_id, receiver_party_id) select id, $2, $3 from m),
   talks as (
     insert into conversations (mission_id, client_party_id, provider_party_id) select id, $3, $2 from m returning id, mission_id),
   reads as (insert into conversation_reads (mission_id, conversation_id, user_id) select mission_id, id, $1 from talks)
   insert into messages (id, conversation_id, mission_id, client_party_id, provider_party_id, author_party_id, author_user_id, text)
   select uuid_v7(), id, mission_id, $3, $2, $2, $1, $4 || ' message' from talks`,
];

/** What the client $1 of party $2 writes on its missions to whoever asked and wrote; $3 is its mark. */
const answers: readonly string[] = [
  `update questions set answer = $3 || ' réponse', answered_at = now() where client_party_id = $2`,
  `insert into messages (id, conversation_id, mission_id, client_party_id, provider_party_id, author_party_id, author_user_id, text)
   select uuid_v7(), id, mission_id, client_party_id, provider_party_id, $2, $1, $3 || ' message'
   from conversations where client_party_id = $2`,
];

/** Fills every table in which a person may stand with rows of this one; each text holds the mark. */
export async function fillTablesOf(
  server: TestServer,
  { userId, partyId }: Person,
  { mark, rows, moderator }: { readonly mark: string; readonly rows: number; readonly moderator: string },
): Promise<void> {
  const values = [userId, partyId, mark, rows, moderator];
  for (const text of ownRows) await server.sql(numbered(text), valuesUsed(text, values));
}

/** PostgreSQL refuses a parameter that no statement names: those that one uses are numbered anew. */
const namesIn = (text: string) =>
  [...new Set(Array.from(text.matchAll(/\$(\d)/g), ([, n]) => Number(n)))].sort();
function numbered(text: string): string {
  const names = namesIn(text);
  return text.replace(/\$(\d)/g, (_, n: string) => `$${names.indexOf(Number(n)) + 1}`);
}
const valuesUsed = (text: string, values: readonly unknown[]) => namesIn(text).map((n) => values[n - 1]);

/** `from` bids on, asks about and writes about up to 20 missions of `to`. */
export async function meet(server: TestServer, from: Person, to: Person, mark: string): Promise<void> {
  for (const text of rowsOnMissionsOf) await server.sql(text, [from.userId, from.partyId, to.partyId, mark]);
}

export async function answerAll(server: TestServer, client: Person, mark: string): Promise<void> {
  for (const text of answers) {
    const values = [client.userId, client.partyId, mark];
    await server.sql(numbered(text), valuesUsed(text, values));
  }
}
