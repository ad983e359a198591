import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { deleteOldEmailChanges } from "./features/accounts/email-change-queries.ts";
import { deleteExpiredMailTokens } from "./features/accounts/mail-tokens.ts";
import { deleteOldDetails } from "./features/audit/expired-details.ts";
import { forgetOldRuns } from "./features/notifications/digest/digest-queries.ts";
import { forgetOldNotifications } from "./features/notifications/notification-queries.ts";
import { deleteOldInvitations } from "./features/organisations/invitation-queries.ts";
import { deleteOldFormerMemberships } from "./features/organisations/membership-queries.ts";
import { deleteExpiredChallenges } from "./features/passkeys/challenges.ts";
import { deleteExpiredExports } from "./features/privacy/export-queries.ts";
import { forgetOldAlerts, forgetOldMatches } from "./features/saved-searches/alert-queries.ts";
import { deleteExpiredSessions } from "./features/sessions/session-queries.ts";
import { manifests } from "./manifests.ts";
import { type Database, openDatabase, type Tx } from "./platform/database/database.ts";
import { forgetOldAnswers } from "./platform/database/write.ts";

interface Retention {
  /** As the owner; $1 is somebody, $2 and $3 together the row's age or how long ago it ended. */
  readonly insert: string;
  readonly forget: (tx: Tx, limit: number) => Promise<number>;
  /** Which rows are counted, where forgetting leaves a trace in the same table. */
  readonly where?: string;
}

const AGO = "clock_timestamp() - ($2::interval + $3::interval)";
const AN_ID_THEN = `(lpad(to_hex((extract(epoch from ${AGO}) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid`;
const BYTES = "decode(md5(random()::text), 'hex')";
const SESSION = `insert into sessions (user_id, expires_at) values ($1, ${AGO})`;

/** Each table that its manifest promises to forget, with what does it. */
const retentions: Readonly<Record<string, Retention>> = {
  idempotency_keys: {
    insert: `insert into idempotency_keys values ($1, random()::text, '', '{}', ${AGO})`,
    forget: forgetOldAnswers,
  },
  mail_tokens: {
    insert: `insert into mail_tokens (token_hash, user_id, purpose, email, expires_at)
      values (${BYTES}, $1, 'verify_email', 'ada@example.org', ${AGO})`,
    forget: deleteExpiredMailTokens,
  },
  email_changes: {
    insert: `insert into email_changes (user_id, old_email, new_email, created_at) values ($1, 'a@b.c', 'd@e.f', ${AGO})`,
    forget: deleteOldEmailChanges,
  },
  sessions: { insert: SESSION, forget: deleteExpiredSessions },
  refresh_tokens: {
    insert: `with session as (${SESSION} returning id)
      insert into refresh_tokens (token_hash, session_id) select ${BYTES}, id from session`,
    forget: deleteExpiredSessions,
  },
  passkey_challenges: {
    insert: `insert into passkey_challenges values (${BYTES}, $1, ${AGO})`,
    forget: deleteExpiredChallenges,
  },
  former_memberships: {
    insert: `with party as (insert into parties (kind, display_name) values ('company', 'Atelier') returning id)
      insert into former_memberships select id, $1, ${AGO} from party`,
    forget: deleteOldFormerMemberships,
  },
  invitations: {
    insert: `insert into invitations (party_id, email_key, role, locale, invited_by, expires_at)
      select party_id, 'zoe@example.org', 'member', 'fr', $1, ${AGO} from users where id = $1`,
    forget: deleteOldInvitations,
  },
  notifications: {
    insert: `insert into notifications (id, user_id, kind, created_at, service, delivery)
      values (${AN_ID_THEN}, $1, 'award_won', ${AGO}, true, 'none')`,
    forget: forgetOldNotifications,
  },
  mail_runs: {
    insert: `insert into mail_runs select $1, 'digest', (${AGO})::date`,
    forget: forgetOldRuns,
  },
  alert_matches: {
    insert: `insert into alert_matches values (uuid_v7(), $1, uuid_v7(), ${AGO})`,
    forget: forgetOldMatches,
  },
  audit_details: {
    insert: `with made as (
        insert into audit_entries (at, action, result, actor_kind, actor_id, resource_type, request_id)
        values (${AGO}, 'favourite.add', 'done', 'user', $1, 'mission', 'r') returning at, id)
      insert into audit_details (entry_at, entry_id, salt, address) select at, id, 'salt', '192.0.2.1' from made`,
    forget: deleteOldDetails,
    where: "address is not null",
  },
  data_exports: {
    insert: `insert into data_exports (user_id, session_id, expires_at) values ($1, $1, ${AGO})`,
    forget: deleteExpiredExports,
  },
  alerts_sent: {
    insert: `insert into alerts_sent values ($1, uuid_v7(), 1, ${AGO})`,
    forget: forgetOldAlerts,
  },
};

let files: TestDatabase;
let owner: pg.Client;
let database: Database;
beforeAll(async () => {
  files = await createTestDatabase();
  owner = new pg.Client(files.owner);
  await owner.connect();
  database = openDatabase({ connection: files.application, poolMax: 1, onError: () => {} });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await files.drop();
});

async function somebody(): Promise<string> {
  const { rows } = await owner.query(
    `with party as (insert into parties (display_name) values ('Ada') returning id)
     insert into users (party_id, email, email_key, roles) select id, $1, $1, '{client}' from party returning id`,
    [`${randomUUID()}@example.org`],
  );
  return rows[0].id;
}

const periods = manifests.flatMap(({ tables }) =>
  Object.entries(tables).flatMap(([table, { persons }]) =>
    "none" in persons || "with" in persons.kept ? [] : [{ table, ...persons.kept }],
  ),
);

test("each table of which a manifest says after what time it forgets is tried here", () => {
  expect(Object.keys(retentions).sort()).toEqual(periods.map(({ table }) => table).sort());
});

test.each(periods)(
  "$table forgets $for after it was $after, not before, with the program's own rights",
  async (kept) => {
    const { insert, forget, where = "true" } = retentions[kept.table] as Retention;
    const count = async () =>
      (await owner.query(`select count(*)::int as rows from ${kept.table} where ${where}`)).rows[0]
        .rows as number;
    const before = await count();
    // A mail's day has no hour.
    const margin = kept.table === "mail_runs" ? "2 days" : "10 minutes";
    // Whatever has ended may go at once, but for who has left an organisation.
    const atOnce = kept.after === "ended" && kept.table !== "former_memberships";
    const young = atOnce ? ["-1 hours", "0 days"] : [kept.for, `-${margin}`];
    await owner.query(insert, [await somebody(), ...young]);
    await database.transaction((tx) => forget(tx, 100));
    expect(await count()).toBe(before + 1);
    await owner.query(insert, [await somebody(), kept.for, margin]);
    expect(await count()).toBe(before + 2);
    await database.transaction((tx) => forget(tx, 100));
    expect(await count()).toBe(before + 1);
  },
);
