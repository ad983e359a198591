import type { KeyObject } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { type Database, openDatabase } from "../../platform/database/database.ts";
import { withConnection } from "../../platform/database/single-connection.ts";
import { auditKeysOf } from "../../platform/proof/keys.ts";
import { leafHash } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { makeSecrets } from "../../platform/secrets.ts";
import { recordAudit } from "./audit.ts";
import { publishedHeads } from "./published-log.ts";
import { restartLog } from "./restart.ts";
import { openRestart, signRestart } from "./restart-note.ts";
import { folderPlace, notesOf, type SecondPlace } from "./second-places.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";
import { queueEntries } from "./unsealed.ts";

const auditKeys = auditKeysOf(makeSecrets().auditKeys);
const WHY = "Sauvegarde de la nuit remise en place.";

let folder: string;
let elsewhere: SecondPlace;
let first: TestDatabase;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-heads-"));
  elsewhere = folderPlace(folder);
  first = await createTestDatabase();
  ends.push(() => rm(folder, { recursive: true }), first.drop);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Instance {
  readonly database: Database;
  readonly log: SealedLog;
  act(times: number): Promise<void>;
  restart(): ReturnType<typeof restartLog>;
  /** As the owner of the database. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** So that the database can be copied. */
  close(): Promise<void>;
}

/** A process of the program, as far as the log is concerned. */
function instance(on: TestDatabase): Instance {
  const database = openDatabase({
    connection: on.application,
    poolMax: 3,
    onError: () => {},
    lastStatement: queueEntries(auditKeys.mac),
  });
  let open = true;
  const close = async () => {
    if (open) await database.close();
    open = false;
  };
  ends.push(close);
  return {
    database,
    log: sealedLog({ resources: { database, auditKeys } }, [elsewhere]),
    close,
    sql: (text, values = []) =>
      withConnection(on.owner, async (client) => (await client.query(text, values)).rows),
    async act(times) {
      for (let n = 0; n < times; n += 1)
        await database.transaction((tx) =>
          recordAudit(tx, systemActor("test", `request-${n}`), {
            action: "party.block",
            resource: { type: "test", id: null },
          }),
        );
    },
    restart: () =>
      restartLog(
        { database, noteKeys: auditKeys.note, places: [elsewhere] },
        systemActor("swideal audit restart", "r"),
        WHY,
      ),
  };
}

/** What the database is now, to be put back later. */
async function backup(): Promise<TestDatabase> {
  const copy = await createTestDatabase(first.name);
  ends.push(copy.drop);
  return copy;
}

const originOf = async ({ sql }: Instance, log: number) =>
  (await sql("select origin from audit_logs where log = $1", [log]))[0]?.origin as string;

/** The heads of a log that were published anywhere, by size; throws where two of a size say different things. */
async function headsEverywhere(origin: string, databases: readonly Database[]): Promise<Map<number, string>> {
  const notes = [
    ...(await notesOf(elsewhere, origin)),
    ...(await Promise.all(databases.map(({ writer }) => publishedHeads(writer))))
      .flat()
      .flatMap((head) => (head.origin === origin ? [head.note] : [])),
  ];
  const roots = new Map<number, string>();
  for (const note of notes) {
    const head = openCheckpoint(note, auditKeys.note);
    if (head === null) throw new Error("a head that no key has signed");
    const root = head.root.toString("hex");
    if ((roots.get(head.size) ?? root) !== root) throw new Error(`two heads of ${head.size} leaves`);
    roots.set(head.size, root);
  }
  return roots;
}

describe("an older backup that is put back", () => {
  let before: Instance;
  let older: TestDatabase;
  beforeEach(async () => {
    before = instance(first);
    await before.act(10);
    await before.log.publish();
    await before.act(4);
    await before.log.seal();
    await before.close();
    older = await backup();
    before = instance(first);
    await before.act(10);
    await before.log.publish();
  });

  it("is sealed no further and publishes nothing, until a new log says what is lost; the old one still verifies", async () => {
    const back = instance(older);
    await back.act(2);
    await expect(back.log.seal()).rejects.toThrow("has 260 leaves, its last head says 512: an older state");
    await expect(back.log.publish()).rejects.toThrow("an older state");
    expect(await back.sql("select from audit_leaves")).toHaveLength(260);
    expect(await back.sql("select from audit_unsealed")).toHaveLength(2);
    expect((await back.log.verify()).found.join()).toContain("or an older backup was put back");

    const origin = await originOf(back, 1);
    const restart = await back.restart();
    expect(restart).toMatchObject({
      previous: origin,
      here: { size: 260 },
      published: { size: 512 },
      lost: 252,
    });
    expect(restart.origin).toBe(origin.replace(/1$/, "2"));
    await back.log.publish();
    await back.act(3);
    await back.log.publish();
    expect(await back.log.verify()).toMatchObject({ faults: 0, entries: 14 + 1 + 2 + 3 });

    const [entry] = await back.sql(
      "select action, evidence, changes from audit_leaves l join audit_entries on id = entry_id join audit_details d on d.entry_id = id where log = 2 and leaf = 0",
    );
    expect(entry).toMatchObject({
      action: "audit.restart",
      changes: { from: origin, to: restart.origin, published: 512, here: 260, lost: 252, reason: WHY },
    });
    expect(openRestart(String(entry?.evidence), restart.origin, auditKeys.note)).toEqual(restart);

    const everywhere = [before.database, back.database];
    expect([...(await headsEverywhere(origin, everywhere)).keys()].sort()).toEqual([256, 512]);
    expect([...(await headsEverywhere(restart.origin, everywhere)).keys()].sort()).toEqual([256, 512]);
    expect((await before.log.verify()).faults).toBe(0);
  });

  it("leaves nothing of the old log uncovered: what no head had covered yet is named by the new one's beginning", async () => {
    const back = instance(older);
    await back.restart();
    expect((await back.log.verify()).faults).toBe(0);
    await back.sql(
      "delete from audit_entries using audit_leaves where id = entry_id and log = 1 and leaf >= 256",
    );
    await back.sql("delete from audit_leaves where log = 1 and leaf >= 256");
    expect((await back.log.verify()).found.join()).toMatch(
      /has 256 leaves and a head in the beginning of \S+\/log\/2 says 260/,
    );
  });

  it("that is put back twice begins a log of yet another name: the second place knows the first", async () => {
    const again = await createTestDatabase(older.name);
    ends.push(again.drop);
    const back = instance(older);
    expect((await back.restart()).origin).toMatch(/\/log\/2$/);
    await back.log.publish();
    const twice = instance(again);
    await twice.act(1);
    await expect(twice.log.seal()).rejects.toThrow("an older state");
    expect((await twice.restart()).origin).toMatch(/\/log\/3$/);
    await twice.log.publish();
    expect((await twice.log.verify()).faults).toBe(0);
    const databases = [before.database, back.database, twice.database];
    for (const number of [1, 2, 3]) {
      const origin = (await originOf(twice, 1)).replace(/1$/, String(number));
      expect((await headsEverywhere(origin, databases)).size).toBeGreaterThan(0);
    }
  });

  it("cannot be played by who has the database and not the keys: a log that nobody has signed is named", async () => {
    const previous = await originOf(before, 1);
    const origin = previous.replace(/1$/, "2");
    const [foreign] = auditKeysOf(makeSecrets().auditKeys).note;
    const lost = {
      published: { size: 512, root: leafHash(Buffer.of(1)) },
      here: { size: 256, root: null },
      lost: 256,
    };
    const forged = signRestart({ origin, previous, ...lost }, foreign as KeyObject);
    await before.sql("delete from audit_entries using audit_leaves where id = entry_id and leaf >= 256");
    await before.sql("delete from audit_leaves where leaf >= 256");
    await before.sql("insert into audit_logs (log, origin) values (2, $1)", [origin]);
    await before.sql(
      `insert into audit_entries (action, result, actor_kind, resource_type, request_id, details_hash, evidence)
       values ('audit.restart', 'done', 'system', 'audit', 'x', '\\x00', $1)`,
      [Buffer.from(forged)],
    );
    await before.sql(
      "insert into audit_unsealed (entry_at, entry_id) select at, id from audit_entries where action = 'audit.restart'",
    );
    await before.log.publish();
    const found = (await before.log.verify()).found.join();
    expect(found).toContain("does not say, signed by a key of AUDIT_KEY, that it follows");
    expect(found).toContain("its end was taken away");
  });

  it("shows an old log that was changed later, and one that grew after its end", async () => {
    const back = instance(older);
    await back.restart();
    const [row] = await back.sql("select entry_id as id from audit_leaves where log = 1 and leaf = 9");
    await back.sql("update audit_entries set action = 'party.join' where id = $1", [row?.id]);
    expect((await back.log.verify()).found.join()).toContain(`entry ${row?.id} (party.join`);
    await back.sql("update audit_entries set action = 'party.block' where id = $1", [row?.id]);
    expect((await back.log.verify()).faults).toBe(0);
    await back.sql("insert into audit_leaves (log, leaf, kind, padding) values (1, 260, 'padding', '\\x00')");
    expect((await back.log.verify()).found.join()).toContain("has 261 leaves and ended with 260");
  });

  it("shows that the old one went on elsewhere: a head beyond the end that the new log names is a finding", async () => {
    const back = instance(older);
    await back.restart();
    await back.log.publish();
    await before.act(1);
    await before.log.publish();
    expect((await back.log.verify()).found.join()).toMatch(/has 260 leaves and a head in \S+ says 768/);
  });
});

describe("a promoted replica that lacks the last second", () => {
  it("is sealed no further by who has seen that second, and a new log goes on from it", async () => {
    const primary = instance(first);
    await primary.act(10);
    await primary.log.publish();
    await primary.act(5);
    await primary.log.seal();
    await primary.close();
    const replica = await backup();
    const rest = instance(first);
    // One process, whose connections lead to whatever is the primary.
    let current = rest.database;
    const through: Database = { ...rest.database, transaction: (work) => current.transaction(work) };
    const log = sealedLog({ resources: { database: through, auditKeys } }, [elsewhere]);
    await rest.act(1);
    await log.seal();
    const promoted = instance(replica);
    current = promoted.database;
    await promoted.act(1);
    await expect(log.seal()).rejects.toThrow("has 261 leaves and had 262");
    expect(await promoted.sql("select from audit_leaves")).toHaveLength(261);

    const restart = await promoted.restart();
    expect(restart).toMatchObject({ here: { size: 261 }, published: { size: 256 }, lost: 0 });
    await log.seal();
    await promoted.log.publish();
    expect(await promoted.log.verify()).toMatchObject({ faults: 0, entries: 15 + 1 + 1 });
    const both = [rest.database, promoted.database];
    for (const origin of [restart.previous, restart.origin])
      expect([...(await headsEverywhere(origin, both)).keys()]).toEqual([256]);
  });
});

describe("a sealer", () => {
  it("goes on after a transaction that was lost with its connection: what was rolled back was never there", async () => {
    const { database, act } = instance(first);
    let lost = false;
    const breaking: Database = {
      ...database,
      transaction: (work) =>
        database.transaction(async (tx) => {
          const result = await work(tx);
          if (lost) throw new Error("connection lost");
          return result;
        }),
    };
    const log = sealedLog({ resources: { database: breaking, auditKeys } }, [elsewhere]);
    await act(3);
    await log.seal();
    await act(3);
    lost = true;
    await expect(log.seal()).rejects.toThrow("connection lost");
    lost = false;
    await log.seal();
    expect(await log.verify()).toMatchObject({ leaves: 6, faults: 0 });
  });
});

it("before the first entry there is no log to follow", async () => {
  await expect(instance(first).restart()).rejects.toThrow("there is no log yet");
});
