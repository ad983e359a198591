import type pg from "pg";
import { readIndexes } from "./catalogue.ts";
import { type CopyDescription, CopyError } from "./description.ts";

const CREATE = /^CREATE (?:UNIQUE )?INDEX ("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*) ON (?:public\.)?\S/;

/** Those that no migration makes, but what loads a table of reference. */
export async function makeMissingIndexes(client: pg.Client, { indexes }: CopyDescription): Promise<void> {
  const here = new Set((await readIndexes(client)).map(({ definition }) => nameIn(definition)));
  for (const definition of indexes) {
    if (here.has(nameIn(definition))) continue;
    // The extended protocol takes one statement: nothing can stand behind it.
    const one = { text: definition, queryMode: "extended" } as pg.QueryConfig;
    await client.query(one).catch((error: Error) => {
      throw new CopyError(null, `${nameIn(definition)} cannot be made: ${error.message}`, { cause: error });
    });
  }
}

function nameIn(definition: string): string {
  const name = CREATE.exec(definition)?.[1];
  if (name === undefined) throw new CopyError(null, `this is no index: ${definition.slice(0, 80)}`);
  return name;
}
