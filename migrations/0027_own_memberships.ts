import type { MigrationBuilder } from "node-pg-migrate";
import { exchange } from "../src/server/platform/exchange-tables.ts";

/**
 * What 0026 means for those who are there already: see docs/decisions/2026-11-30-acting-for-a-party.md. Whoever reads and
 * writes meanwhile waits for no more than an instant. Each step is of its own and may be repeated, so that a run that was
 * broken off is simply begun again.
 */
export function up(pgm: MigrationBuilder): void {
  pgm.noTransaction();
  pgm.sql(
    `insert into memberships (party_id, user_id, role, since)
       select party_id, id, 'owner', created_at from users on conflict do nothing`,
  );
  // Both names of an association may stand while its rows change.
  pgm.sql(kindIs([...KINDS, "organisation"]));
  pgm.sql("update parties set kind = 'association' where kind = 'organisation'");
  pgm.sql(kindIs(KINDS));
  pgm.sql("alter table parties validate constraint parties_kind_check");
  // A key used for another party than the own one is kept as "PARTY KEY"; no key that is sent has a space.
  pgm.sql(keyIsAtMost(300));
  pgm.sql("alter table idempotency_keys validate constraint idempotency_keys_key_check");
}

export function down(pgm: MigrationBuilder): void {
  pgm.sql(`
    alter table idempotency_keys drop constraint idempotency_keys_key_check;
    delete from idempotency_keys where length(key) > 255;
    alter table idempotency_keys add constraint idempotency_keys_key_check check (length(key) between 1 and 255);
    alter table parties drop constraint parties_kind_check;
    update parties set kind = 'organisation' where kind <> 'person';
    alter table parties add constraint parties_kind_check check (kind in ('person', 'organisation'))`);
}

const KINDS = ["person", "company", "association", "public_body"];

const kindIs = (kinds: readonly string[]) =>
  exchange("parties", [
    "alter table parties drop constraint if exists parties_kind_check",
    `alter table parties add constraint parties_kind_check
       check (kind in (${kinds.map((kind) => `'${kind}'`).join(", ")})) not valid`,
  ]);

const keyIsAtMost = (most: number) =>
  exchange("idempotency_keys", [
    "alter table idempotency_keys drop constraint if exists idempotency_keys_key_check",
    `alter table idempotency_keys add constraint idempotency_keys_key_check
       check (length(key) between 1 and ${most}) not valid`,
  ]);
