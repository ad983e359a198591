import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { temporaryFolder } from "../embedded-postgres/testing/support.ts";
import { folderStore } from "../objects/folder-store.ts";
import { segmentName } from "./log-names.ts";
import { pruneLog } from "./prune-log.ts";
import { putNote } from "./stored-notes.ts";

const keys = [generateKeyPairSync("ed25519").privateKey];
const DAY_MS = 24 * 3_600_000;
const now = new Date("2026-11-29T10:00:00Z");

/** A base backup a week, each at the beginning of the segment of its number, and the log between. */
async function weeks(count: number) {
  const store = folderStore(join(await temporaryFolder(), "store"));
  const put = (name: string) => store.put(name, Readable.from([Buffer.from("x")]));
  const object = (name: string) => ({ name, bytes: 1, sha256: "" });
  for (let week = 1; week <= count; week += 1) {
    const folder = `wal/7/base/week-${week}/`;
    const objects = { archive: object(`${folder}base`), manifest: object(`${folder}manifest`) };
    for (const { name } of Object.values(objects)) await put(name);
    const at = `${(week * 10).toString(16).toUpperCase()}000000`;
    const note = {
      ...{ format: 1 as const, system: "7", id: `week-${week}`, postgres: "15", timeline: 1, clearBytes: 1 },
      ...{ start: `0/${at}`, stop: `0/${at}`, ...objects },
      endedAt: new Date(now.getTime() - (count - week) * 7 * DAY_MS - 3_600_000).toISOString(),
    };
    await putNote(store, `${folder}note`, note, keys);
  }
  for (let number = 5; number <= count * 10 + 5; number += 5)
    for (const suffix of [".note", ".zst.age"]) await put(`wal/7/log/${segmentName(1, number)}${suffix}`);
  await put("wal/7/log/00000002.history.note");
  return { store, names: async () => (await store.list("wal/")).map(({ name }) => name) };
}

test("what no moment of the days that are kept needs goes: the older base backups, and the log of before them", async () => {
  const { store, names } = await weeks(6);
  expect(await pruneLog({ store, keys, identities: [] }, 14, now)).toEqual({ bases: 3, files: 7 });
  const left = await names();
  expect(left.filter((name) => name.endsWith("/base"))).toEqual(
    [4, 5, 6].map((n) => `wal/7/base/week-${n}/base`),
  );
  expect(left).toContain("wal/7/log/00000002.history.note");
  expect(left.filter((name) => /\/log\/\w{24}\.zst\.age$/.test(name))[0]).toBe(
    `wal/7/log/${segmentName(1, 40)}.zst.age`,
  );
});

test("the newest base backup and its log stay, however old they are", async () => {
  const { store, names } = await weeks(2);
  await pruneLog({ store, keys, identities: [] }, 1, new Date(now.getTime() + 400 * DAY_MS));
  const left = await names();
  expect(left.filter((name) => name.includes("/base/"))).toEqual(
    ["base", "manifest", "note"].map((name) => `wal/7/base/week-2/${name}`),
  );
  expect(left.filter((name) => name.endsWith(".zst.age"))).toHaveLength(2);
});
