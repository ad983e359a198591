import type { MigrationBuilder } from "node-pg-migrate";

const COMPLETE = "category is not null and deadline is not null and (remote or latitude is not null)";

/** An erased mission has no place any more. Rows are checked while others write; the exchange takes an instant. */
export function up(pgm: MigrationBuilder): void {
  pgm.noTransaction();
  pgm.sql("alter table missions drop constraint if exists published_is_complete_or_erased");
  pgm.sql(`alter table missions add constraint published_is_complete_or_erased
    check (published_at is null or erased_at is not null or (${COMPLETE})) not valid`);
  pgm.sql("alter table missions validate constraint published_is_complete_or_erased");
  pgm.sql("alter table missions drop constraint if exists published_is_complete");
}

export function down(pgm: MigrationBuilder): void {
  pgm.sql(`alter table missions drop constraint published_is_complete_or_erased,
    add constraint published_is_complete check (published_at is null or (${COMPLETE})) not valid`);
}
