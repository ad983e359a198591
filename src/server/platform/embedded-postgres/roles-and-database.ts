import type pg from "pg";
import { withConnection } from "../database/single-connection.ts";

export const databaseName = "swideal";
export const roleNames = { owner: "swideal_owner", application: "swideal_app" } as const;

/** What `pg` needs to connect. `host` is the socket's folder, or 127.0.0.1 on Windows. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Asked for on TCP only. */
  readonly password: string;
}

/**
 * Brings roles and database to what Swideal expects; every step may have been done by an earlier start, or not,
 * if that was killed. Neither role is a superuser: what works here works on a managed PostgreSQL.
 * @returns the server's version, such as "15.18"
 */
export async function ensureRolesAndDatabase(superuser: Connection): Promise<string> {
  const version = await withClient(superuser, async (client) => {
    const { rows } = await client.query<{ version: string; names: string[] }>(
      `select current_setting('server_version') as version,
              array(select rolname::text from pg_roles union all select datname::text from pg_database) as names`,
    );
    const names = rows[0]?.names ?? [];
    for (const role of Object.values(roleNames)) {
      if (names.includes(role)) continue;
      const password = client.escapeLiteral(superuser.password);
      await client.query(
        `create role ${role} login nosuperuser nocreatedb nocreaterole password ${password}`,
      );
    }
    // One answer for both lists is enough: no role is called like the database.
    if (!names.includes(databaseName)) {
      await client.query(`create database ${databaseName} owner ${roleNames.owner}`);
    }
    return rows[0]?.version ?? "";
  });
  await withClient({ ...superuser, database: databaseName }, async (client) => {
    await client.query(`
      create extension if not exists pg_stat_statements;
      grant pg_read_all_stats to ${roleNames.owner};
      revoke all on database ${databaseName} from public;
      grant connect on database ${databaseName} to ${roleNames.application};
    `);
  });
  return version;
}

function withClient<Result>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return withConnection({ ...connection, ssl: false, client_encoding: "UTF8" }, work);
}

export const readVersion = (superuser: Connection): Promise<string> =>
  withClient(superuser, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return rows[0]?.version ?? "";
  });
