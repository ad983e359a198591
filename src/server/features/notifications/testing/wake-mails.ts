import type { TestServer } from "../../../../../tests/support/server.ts";
import { optionalMails, serviceMails } from "../tell.ts";

/** What a round does each minute: a test does not wait for the next. */
export async function wakeMails({ resources: { database, jobs } }: TestServer): Promise<void> {
  await database.transaction(async (tx) => {
    for (const queue of [serviceMails, optionalMails]) await jobs.enqueue(tx, queue, {});
  });
}
