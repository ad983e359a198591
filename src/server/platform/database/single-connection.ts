import pg from "pg";

/**
 * One connection, as long work of an operator needs it, closed when `work` is over. A server that dies between two
 * statements fails the next statement and does not end the process.
 */
export async function withConnection<Result>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
