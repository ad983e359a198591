import type { MakeBackup } from "./features/backups/index.ts";

export interface ServerOptions {
  readonly version: string;
  /** Where people and programs reach it; known once it listens when the port is chosen by the system. */
  readonly publicUrl: () => string;
  /** Where the pages were built; null: the API alone. */
  readonly pagesFolder: string | null;
  /** Absent: nobody makes backups. */
  readonly makeBackup?: MakeBackup;
  /** Of the embedded database, where its log is archived. Absent: nobody makes any. */
  readonly makeBaseBackup?: () => Promise<object>;
  /** "off": every answer is made anew. For measuring alone. */
  readonly cache?: "off";
}
