import { randomBytes } from "node:crypto";
import { canonical, detailsHash } from "../../src/server/features/audit/audit.ts";
import { auditLine } from "../../src/server/features/audit/audit-line.ts";
import { macOf } from "../../src/server/features/audit/entry-mac.ts";
import { publishHead } from "../../src/server/features/audit/heads.ts";
import { queueUnsealed } from "../../src/server/features/audit/seal-queries.ts";
import { createSealer } from "../../src/server/features/audit/sealer.ts";
import type { Installation } from "./installation.ts";

const AT_ONCE = 5_000;
const host = () => "swideal.example";

/** What each entry says besides: as much as most do. */
const CHANGES = { from: "draft", to: "published" };

/**
 * Entries as the program writes them, each with its details and its MAC, only many to a statement; sealed by the program's own
 * sealer, and covered by a head. @returns seconds that sealing took
 */
export async function fill(installation: Installation, entries: number): Promise<number> {
  const { database, auditKeys, sql } = installation;
  const publishing = { database, noteKeys: auditKeys.note, places: [], listeners: [], host };
  const sealer = createSealer({
    ...publishing,
    macKeys: auditKeys.mac,
    onBadMac: (id) => {
      throw new Error(`the entry ${id} has a wrong MAC`);
    },
  });
  let sealing = 0;
  for (let written = 0; written < entries; written += AT_ONCE) {
    await write(installation, Math.min(AT_ONCE, entries - written));
    const begun = performance.now();
    while ((await sealer.seal()) > 0);
    sealing += performance.now() - begun;
  }
  await publishHead(publishing);
  // As autovacuum would have done in the weeks that a million takes.
  await sql("analyze audit_entries, audit_details, audit_leaves, audit_tiles");
  return sealing / 1_000;
}

async function write({ sql, database, auditKeys }: Installation, count: number): Promise<void> {
  const changes = canonical(CHANGES);
  const salts = Array.from({ length: count }, () => randomBytes(16));
  const hashes = salts.map((salt) => detailsHash(salt, { address: null, userAgent: null, changes }));
  const rows = await sql<{ at: string; id: string; hash: Buffer }>(
    `with given as (select * from unnest($1::bytea[], $2::bytea[]) as given (salt, hash)),
     entry as (
       insert into audit_entries (action, result, actor_kind, actor_name, resource_type, request_id, details_hash)
       select 'mission.publish', 'done', 'system', 'drill', 'mission', 'drill', hash from given
       returning at, id, details_hash),
     personal as (
       insert into audit_details (entry_at, entry_id, salt, changes)
       select at, id, salt, $3::jsonb from entry join given on hash = details_hash)
     select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id, details_hash as hash from entry`,
    [salts, hashes, changes],
  );
  const [key] = auditKeys.mac;
  if (key === undefined) throw new Error("no key");
  const macs = rows.map(({ at, id, hash }) =>
    macOf(
      key,
      auditLine({
        ...{ at, id, action: "mission.publish", result: "done", actorKind: "system", actorId: null },
        ...{ actorPartyId: null, actorName: "drill", resourceType: "mission", resourceId: null },
        ...{ requestId: "drill", evidence: null, detailsHash: hash },
      }),
    ),
  );
  await queueUnsealed(rows, macs).execute(database.writer);
}
