import type { Emit } from "../../platform/events.ts";

/** What every transition of a mission needs beside its transaction. */
export interface Market {
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  readonly emit: Emit;
}
