import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { batch } from "./batch.ts";
import { type ConnectionConfig, type Database, openDatabase, type Tx } from "./database.ts";

let access: TestDatabase;
let way: Awaited<ReturnType<typeof openWay>>;
let database: Database;
beforeAll(async () => {
  access = await createTestDatabase();
  way = await openWay(access.application);
  database = openDatabase({
    connection: { ...access.application, host: "127.0.0.1", port: way.port },
    poolMax: 1,
    // What is held back here is no silence.
    patience: { statement: 0 },
    onError: console.error,
  });
});
afterAll(async () => {
  await database.close();
  await way.close();
  await access.drop();
});

/** A way to PostgreSQL on which what leaves is seen, and answers can be held back. */
async function openWay({ host = "127.0.0.1", port = 5432 }: ConnectionConfig) {
  const left: string[] = [];
  const held: (() => void)[] = [];
  let holds = false;
  const server = createServer((near: Socket) => {
    const far = host.startsWith("/") ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    near.on("data", (bytes) => {
      left.push(bytes.toString("latin1"));
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (holds) held.push(() => near.write(bytes));
      else near.write(bytes);
    });
    near.on("close", () => far.destroy()).on("error", () => {});
    far.on("close", () => near.destroy()).on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    /** The pieces that left and name one of these. */
    pieces: (...words: string[]) => left.filter((piece) => words.some((word) => piece.includes(word))),
    hold() {
      holds = true;
    },
    letGo() {
      holds = false;
      for (const pass of held.splice(0)) pass();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const say = (tx: Tx, word: string) => sql<{ word: string }>`select ${word}::text as word`.execute(tx);
const turns = async () => {
  for (let at = 0; at < 20; at++) await turn();
};

test("the statements of a batch leave in one piece, and none waits for another's answer", async () => {
  await database.transaction(async (tx) => {
    await say(tx, "before");
    way.hold();
    const words = ["first", "second", "third"];
    const answers = batch(tx, {
      one: () => say(tx, "first"),
      both: () => batch(tx, [() => say(tx, "second"), null, () => say(tx, "third")]),
      none: null,
    });
    await expect.poll(() => way.pieces("third")).toHaveLength(1);
    expect(way.pieces(...words)).toHaveLength(1);
    way.letGo();
    const { one, both, none } = await answers;
    expect([one.rows, both[0].rows, both[1], both[2].rows, none]).toEqual([
      [{ word: "first" }],
      [{ word: "second" }],
      undefined,
      [{ word: "third" }],
      undefined,
    ]);
  });
});

test("outside of a batch a statement leaves when the one before is answered", async () => {
  await database.transaction(async (tx) => {
    await say(tx, "before");
    way.hold();
    const both = Promise.all([say(tx, "fourth"), say(tx, "fifth")]);
    await expect.poll(() => way.pieces("fourth")).toHaveLength(1);
    await turns();
    expect(way.pieces("fifth")).toEqual([]);
    way.letGo();
    await both;
    expect(way.pieces("fourth", "fifth")).toHaveLength(2);
  });
});

test("what a step asks once it has an answer does not wait for the other steps", async () => {
  await database.transaction(async (tx) => {
    const order: string[] = [];
    await batch(tx, {
      twice: async () => {
        await say(tx, "sixth");
        order.push((await say(tx, "eighth")).rows[0]?.word ?? "");
      },
      slow: async () => {
        await sql`select pg_sleep(0.05)`.execute(tx);
        await say(tx, "ninth");
        await turns();
        order.push("slow");
      },
    });
    expect(order).toEqual(["eighth", "slow"]);
  });
});

test("a batch that fails says what failed first, once no step of it is under way", async () => {
  const ended: string[] = [];
  const failing = database.transaction((tx) =>
    batch(tx, {
      refused: async () => {
        throw new Error("not so");
      },
      asked: () => say(tx, "tenth").then(() => ended.push("asked")),
    }).catch((error: unknown) => {
      ended.push("batch");
      throw error;
    }),
  );
  await expect(failing).rejects.toThrow("not so");
  expect(ended).toEqual(["asked", "batch"]);
});

test("a statement that still waits when the transaction ends is refused, and never sent", async () => {
  const late: unknown[] = [];
  const failing = database.transaction(async (tx) => {
    say(tx, "eleventh").catch(() => {});
    say(tx, "twelfth").catch((error: Error) => late.push(error.message));
    await turn();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await turns();
  expect(late).toEqual(["the transaction is over"]);
  expect(way.pieces("twelfth")).toEqual([]);
});
