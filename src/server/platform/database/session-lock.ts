import type { ConnectionConfig } from "./database.ts";
import { withConnection } from "./single-connection.ts";

/**
 * Holds a lock of this name while `work` runs, on a connection of its own: not through a pooler. The server lets it go when the
 * process ends, however it does. null where somebody else has it: nobody waits.
 */
export function withSessionLock<Result>(
  connection: ConnectionConfig,
  name: string,
  work: () => Promise<Result>,
): Promise<{ readonly done: Result } | null> {
  return withConnection(connection, async (client) => {
    const { rows } = await client.query<{ alone: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as alone",
      [name],
    );
    return rows[0]?.alone === true ? { done: await work() } : null;
  });
}
