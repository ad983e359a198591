import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/server.ts";
import { systemActor } from "./core/actor.ts";
import { listeners } from "./listeners.ts";
import { type Database, openDatabase } from "./platform/database/database.ts";
import { createEmit, type Listener } from "./platform/events.ts";

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase({ connection: own.owner, poolMax: 2, onError: () => {} });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const actor = systemActor("test", "test");
const PARTY = "01900000-0000-7000-8000-000000000001";
const naming =
  (name: string): Listener<"account.renamed"> =>
  async (tx, _actor, { partyId }) => {
    await tx.updateTable("parties").set({ display_name: name }).where("id", "=", partyId).execute();
  };
const failing: Listener<"account.renamed"> = async () => {
  throw new Error("cannot hear of it");
};
const emitTo = (...heard: [Listener<"account.renamed">, ...Listener<"account.renamed">[]]) =>
  createEmit({ ...listeners({ currency: "EUR", recordSigner: null }), "account.renamed": heard });
const name = async () =>
  (
    await database.reader
      .selectFrom("parties")
      .select("display_name")
      .where("id", "=", PARTY)
      .executeTakeFirst()
  )?.display_name;

describe("who listens in the transaction", () => {
  beforeAll(async () => {
    await database.writer.insertInto("parties").values({ id: PARTY, display_name: "before" }).execute();
  });

  test("is heard in the order of the list, and all of it is there after the commit", async () => {
    await database.transaction((tx) =>
      emitTo(naming("first"), naming("second"))(tx, actor, "account.renamed", { partyId: PARTY }),
    );
    expect(await name()).toBe("second");
  });

  test("ends the transaction when it fails: what happened and what others did of it are gone", async () => {
    const emit = emitTo(naming("lost"), failing);
    const change = database.transaction(async (tx) => {
      await naming("also lost")(tx, actor, { partyId: PARTY }, emit);
      await emit(tx, actor, "account.renamed", { partyId: PARTY });
    });
    await expect(change).rejects.toThrow("cannot hear of it");
    expect(await name()).toBe("second");
  });
});

/** Told by the command that puts a backup back, which is not there yet. */
const AWAITED = ["installation.restored"];

test("no event is listened to that no feature tells", () => {
  const features = join(import.meta.dirname, "features");
  const told = readdirSync(features, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test"))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(features, file), "utf8").matchAll(/\bemit\(tx, \w+, "([^"]+)"/g),
        ([, event]) => event,
      ),
    );
  expect(
    Object.keys(listeners({ currency: "EUR", recordSigner: null })).filter((event) => !told.includes(event)),
  ).toEqual(AWAITED);
});
