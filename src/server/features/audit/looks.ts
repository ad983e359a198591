import type { RecordLook } from "../../http/requests/looks.ts";
import type { Database } from "../../platform/database/database.ts";
import { recordAudit } from "./audit.ts";

/** Entries of looks at what is private, each in a transaction of its own that is committed before the answer leaves. */
export const createLookLog =
  (database: Pick<Database, "transaction">): RecordLook =>
  (actor, { action, resource, shown }) =>
    database.transaction((tx) =>
      recordAudit(tx, actor, { action, resource, ...(shown && { changes: { shown } }) }),
    );
