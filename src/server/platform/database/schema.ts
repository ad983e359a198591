import type { Kysely, Transaction } from "kysely";

/**
 * The tables as Kysely knows them. Each feature adds its own beside its queries:
 *
 *     declare module "../../platform/database/schema.ts" {
 *       interface Tables { places: PlaceTable }
 *     }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the features
export interface Tables {}

export type Connection = Kysely<Tables>;
export type Tx = Transaction<Tables>;
