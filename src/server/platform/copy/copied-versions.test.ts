import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { postgres18Binaries } from "../../../../tests/support/postgres-18.ts";
import { createTestDatabase } from "../../../../tests/support/server.ts";
import { loadDemonstration } from "../../features/demo/index.ts";
import { migrateDatabase } from "../../migrate-database.ts";
import { startEmbeddedPostgres } from "../embedded-postgres/index.ts";
import { copyIn } from "./copy-in.ts";
import { createKinds, fillKinds, keepCopy } from "./testing/every-kind.ts";

test("a copy goes from one major version of PostgreSQL into another and back, and is the same", {
  timeout: 300_000,
}, async () => {
  const [source, back] = [await createTestDatabase(), await createTestDatabase()];
  await loadDemonstration(source.owner, {
    ...{ missions: 30, seed: 1, at: null, currency: "EUR", ownMissions: null },
    onProgress: () => {},
  });
  for (const { owner } of [source, back]) await createKinds(owner);
  await fillKinds(source.owner);
  const first = await keepCopy(source.owner);
  const is15 = first.description.postgres.startsWith("15.");
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-copied-"));
  const other = await startEmbeddedPostgres({
    dataDir,
    log: () => {},
    settings: { fsync: "off" },
    ...(is15 && { binaries: postgres18Binaries() }),
  });
  const owner = other.connection("owner");
  const applicationRole = other.connection("application").user;
  await migrateDatabase({ owner, applicationRole, log: () => {}, upTo: first.description.migrations });
  await createKinds(owner);
  await copyIn({ connection: owner, description: first.description, read: first.read });
  const second = await keepCopy(owner);
  expect(second.description.postgres).toMatch(is15 ? /^18\./ : /^15\./);
  expect(second.description.tables).toEqual(first.description.tables);
  await copyIn({ connection: back.owner, description: second.description, read: second.read });
  const third = await keepCopy(back.owner);
  expect({ ...third.description, at: "" }).toEqual({ ...first.description, at: "" });
  await other.stop();
  await rm(dataDir, { recursive: true, force: true });
  await source.drop();
  await back.drop();
});
