import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readMail } from "../../support/read-mail.ts";
import type { TestServer } from "../../support/server.ts";

/** Everything of these tables, as text. */
export async function dumpOf(server: TestServer, tables: readonly string[]): Promise<string> {
  const texts = await Promise.all(
    tables.map((table) => server.sql<{ text: string }>(`select t::text as text from ${table} t`)),
  );
  return texts
    .flat()
    .map(({ text }) => text)
    .join("\n");
}

/** What the jobs know and have said, in whatever table of theirs. */
export async function dumpOfJobs(server: TestServer): Promise<string> {
  const tables = await server.sql<{ name: string }>(
    `select format('pgboss.%I', relname) as name from pg_class
     where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  return dumpOf(
    server,
    tables.map(({ name }) => name),
  );
}

/** The tables in a row of which a text like this stands. @param text without signs of LIKE */
export async function tablesWith(server: TestServer, text: string): Promise<string[]> {
  const tables = await server.sql<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const found = [];
  for (const { name } of tables) {
    const rows = await server.sql(`select from "${name}" t where t::text ilike '%' || $1 || '%' limit 1`, [
      text,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Of each mail in the folder what stands around its text, without whom it goes to. */
export async function mailHeads(server: TestServer): Promise<string[]> {
  const folder = join(server.dataDir, "mails");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  return Promise.all(
    names.map(async (name) => {
      const { subject, headers } = readMail({ raw: await readFile(join(folder, name), "latin1") });
      const { to, ...others } = headers;
      return JSON.stringify({ ...others, subject });
    }),
  );
}
