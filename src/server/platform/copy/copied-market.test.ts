import pg from "pg";
import { expect, test } from "vitest";
import { PASSWORD, person } from "../../../../tests/support/people.ts";
import {
  createTestDatabase,
  secretsAsEnvironment,
  startTestServer,
} from "../../../../tests/support/server.ts";
import { sealedLog } from "../../features/audit/testing/sealed-log.ts";
import { loadDemonstration } from "../../features/demo/index.ts";
import { migrateDatabase } from "../../migrate-database.ts";
import { pendingMigrations } from "../migrations.ts";
import { copyIn } from "./copy-in.ts";
import { digestsOf } from "./digests.ts";
import { keepCopy } from "./testing/every-kind.ts";

test("a market that was copied into an empty database serves: feed, search, sign-in, and its log of actions is proved", async () => {
  const secrets = secretsAsEnvironment();
  const server = await startTestServer(secrets);
  const { access } = server;
  await loadDemonstration(access.owner, {
    ...{ missions: 60, seed: 1, at: null, currency: "EUR", ownMissions: null },
    onProgress: () => {},
  });
  const someone = await person(server, "Élodie L’Étrange");
  const log = sealedLog(server, []);
  await log.publish();
  const feed = async ({ api }: Pick<typeof server, "api">) =>
    (await api.get("/missions?limit=20")).body.items;
  const found = async ({ api }: Pick<typeof server, "api">) =>
    (await api.get(`/missions?q=${encodeURIComponent("peinture")}`)).body.items;
  const { description, read } = await keepCopy(access.owner);
  const shown = [await feed(server), await found(server)];
  expect(shown[0]).toHaveLength(20);
  expect(shown[1].length).toBeGreaterThan(0);

  // Nothing but a database and its owner is there: no table, no row.
  const empty = await createTestDatabase("template0");
  const migrating = { owner: empty.owner, applicationRole: empty.applicationRole, log: () => {} };
  expect(await migrateDatabase({ ...migrating, upTo: description.migrations })).toEqual(
    description.migrations,
  );
  await copyIn({ connection: empty.owner, description, read });
  const digests = await digestsOf(
    empty.owner,
    description.tables.map(({ name }) => name),
  );
  for (const { name, rows, sha256 } of description.tables)
    expect([name, digests.get(name)]).toEqual([name, { rows, sha256 }]);
  await migrateDatabase(migrating);
  expect(await pendingMigrations(empty.owner)).toEqual({ pending: [], unknown: [] });
  // The index that comes with the places' loader, which finds them loaded, is there.
  expect((await keepCopy(empty.owner)).description.indexes).toEqual(description.indexes);

  const restored = await startTestServer(secrets, { through: () => empty.application });
  expect([await feed(restored), await found(restored)]).toEqual(shown);
  const signedIn = await restored.api.post("/auth/login", { email: someone.email, password: PASSWORD });
  expect([signedIn.status, signedIn.body.user?.displayName]).toEqual([200, "Élodie L’Étrange"]);
  const verified = await sealedLog(restored, []).verify();
  expect(verified).toMatchObject({ faults: 0, found: [] });
  expect(verified.entries).toBeGreaterThan(0);
  await restored.close();
  await server.close();
  await empty.drop();
});

test("migrations are run up to those of a copy, none of a newer program and none out of their order", async () => {
  const empty = await createTestDatabase("template0");
  const { owner, applicationRole } = empty;
  const upTo = (names: string[]) => migrateDatabase({ owner, applicationRole, log: () => {}, upTo: names });
  const { pending } = await pendingMigrations(owner);
  await expect(upTo(["0001_foundation", "9999_later"])).rejects.toThrow(
    /made by a newer program: .*9999_later/,
  );
  await expect(upTo(["0001_foundation", "0003_accounts"])).rejects.toThrow(/0002_places/);
  expect(await upTo(pending.slice(0, 3))).toEqual(pending.slice(0, 3));
  expect(await upTo(pending.slice(0, 3))).toEqual([]);
  await expect(upTo(pending.slice(0, 2))).rejects.toThrow(/has more migrations/);
  expect((await pendingMigrations(owner)).pending).toEqual(pending.slice(3));
  // What fills tables of reference may need what comes later.
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query("select count(*)::int as n from places");
  await client.end();
  expect(rows).toEqual([{ n: 0 }]);
  expect(await migrateDatabase({ owner, applicationRole, log: () => {} })).toEqual(pending.slice(3));
  await empty.drop();
});
