import type { MigrationBuilder } from "node-pg-migrate";
import { exchange } from "../src/server/platform/exchange-tables.ts";

/**
 * Every key and every reference of what belongs to a mission carries the mission: see docs/distributed.md. Indexes are
 * built beside those who write; what is exchanged afterwards is locked for an instant. Each step is of its own and may be
 * repeated, so that a run that was broken off is simply begun again.
 */
export function up(pgm: MigrationBuilder): void {
  pgm.noTransaction();
  for (const [name, definition] of indexes) {
    // One that is there may be what is left of a build that was broken off.
    pgm.sql(`drop index concurrently if exists ${name}`);
    pgm.sql(`create ${definition.replace(" on ", ` concurrently ${name} on `)}`);
  }
  pgm.sql(
    exchange("offers, offer_revisions", [
      "alter table offer_revisions drop constraint if exists offer_revisions_offer_id_fkey",
      "alter table offer_revisions drop constraint if exists offer_revisions_of_its_offer",
      ...newPrimaryKey("offers"),
      ...newPrimaryKey("offer_revisions"),
      // Checked below, while others write.
      `alter table offer_revisions add constraint offer_revisions_of_its_offer
         foreign key (mission_id, offer_id) references offers (mission_id, id) not valid`,
    ]),
  );
  pgm.sql("alter table offer_revisions validate constraint offer_revisions_of_its_offer");
  for (const table of ["search_suggestions", "mission_addenda", "mission_reasons"])
    pgm.sql(exchange(table, newPrimaryKey(table)));
  // The new primary keys begin with the same columns.
  for (const index of ["search_suggestions_mission", "mission_addenda_mission", "mission_reasons_mission"])
    pgm.sql(`drop index concurrently if exists ${index}`);
}

/** The new primary keys, each under a name that it loses as a constraint; then what is looked up without a mission. */
const indexes: readonly (readonly [name: string, definition: string])[] = [
  ["offers_by_mission", "unique index on offers (mission_id, id)"],
  ["offer_revisions_by_mission", "unique index on offer_revisions (mission_id, offer_id, revision)"],
  ["search_suggestions_by_mission", "unique index on search_suggestions (mission_id, beginning)"],
  ["mission_addenda_by_mission", "unique index on mission_addenda (mission_id, id)"],
  ["mission_reasons_by_mission", "unique index on mission_reasons (mission_id, id)"],
  ["offers_id", "index on offers (id)"],
  // A program of before, which still serves while this runs, asks for an offer's revisions without its mission.
  ["offer_revisions_offer", "index on offer_revisions (offer_id, revision)"],
  // With the mission, so that what is typed is answered by the index alone.
  ["search_suggestions_beginning", "index on search_suggestions (beginning, mission_id)"],
];

const newPrimaryKey = (table: string): string[] => [
  `alter table ${table} drop constraint ${table}_pkey`,
  `alter table ${table} add constraint ${table}_pkey primary key using index ${table}_by_mission`,
];

export function down(pgm: MigrationBuilder): void {
  pgm.sql(`
    alter table offer_revisions drop constraint offer_revisions_of_its_offer;
    alter table offers drop constraint offers_pkey, add primary key (id);
    drop index offers_id;
    alter table offer_revisions drop constraint offer_revisions_pkey, add primary key (offer_id, revision),
      add foreign key (offer_id) references offers;
    drop index offer_revisions_offer;
    alter table search_suggestions drop constraint search_suggestions_pkey, add primary key (beginning, mission_id);
    drop index search_suggestions_beginning;
    create index search_suggestions_mission on search_suggestions (mission_id);
    alter table mission_addenda drop constraint mission_addenda_pkey, add primary key (id);
    create index mission_addenda_mission on mission_addenda (mission_id, id);
    alter table mission_reasons drop constraint mission_reasons_pkey, add primary key (id);
    create index mission_reasons_mission on mission_reasons (mission_id, id desc)`);
}
