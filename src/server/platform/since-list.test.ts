import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderStore } from "./objects/folder-store.ts";
import { createSinceList, type SinceEntry } from "./since-list.ts";

const ID = "019acf00-0000-7000-8000-00000000000";
const entry = (n: number, at: string, more: Partial<SinceEntry> = {}): SinceEntry => ({
  ...{ id: `${ID}${n}`, at, kind: "mission_cancelled", subjectId: `${ID}${n}`, byId: null },
  ...more,
});
const [monday, tuesday] = ["2026-11-30T10:00:00.000Z", "2026-12-01T10:00:00.000Z"];

const keys = [randomBytes(32)];
let [one, other] = ["", ""];
beforeEach(async () => {
  [one, other] = [await mkdtemp(join(tmpdir(), "since-")), await mkdtemp(join(tmpdir(), "since-"))];
});
afterEach(async () => {
  for (const folder of [one, other]) await rm(folder, { recursive: true, force: true });
});
const both = (with_ = keys) => createSinceList([folderStore(one), folderStore(other)], with_);

test("whoever loses one of the places has everything of the other, once and in order", async () => {
  await both().begin(new Date(monday));
  await both().begin(new Date(tuesday));
  await both().add(entry(2, tuesday));
  await both().add(entry(1, monday));
  await both().add(entry(1, monday));
  const all = { begun: new Date(monday), entries: [entry(1, monday), entry(2, tuesday)], foreign: 0 };
  expect(await both().read()).toEqual(all);
  await rm(one, { recursive: true });
  expect(await both().read()).toEqual(all);
  // A new key in front; the old one still verifies.
  expect(await both([randomBytes(32), ...keys]).read()).toEqual(all);
});

test("a place that refuses keeps nothing from the other, and is heard of", async () => {
  await writeFile(join(one, "since"), "in the way");
  await expect(both().add(entry(1, monday))).rejects.toThrow("in 1 of 2 places");
  await rm(join(one, "since"));
  expect((await both().read()).entries).toEqual([entry(1, monday)]);
});

test("whoever writes to a place without the key ends nothing, and makes nothing happen at another time", async () => {
  await both().add(entry(1, monday));
  const folder = join(one, "since/entries");
  const [name = ""] = await readdir(folder);
  await rename(join(folder, name), join(folder, name.replace("2026-11-30", "2026-12-05")));
  await writeFile(join(folder, "forged"), `${JSON.stringify(entry(3, monday))}\nAAAA\n`);
  await writeFile(join(one, "since/begun"), `{"at":"2020-01-01T00:00:00Z"}\n\n`);
  expect(await both().read()).toEqual({ begun: null, entries: [entry(1, monday)], foreign: 3 });
  expect(await both([randomBytes(32)]).read()).toMatchObject({ entries: [], foreign: 4 });
});

test("what is older than the oldest backup is forgotten, and the list has still begun when it did", async () => {
  await both().begin(new Date(monday));
  await both().add(entry(1, monday));
  await both().add(entry(2, tuesday));
  await both().forgetBefore(new Date("2026-12-01T00:00:00Z"));
  expect(await both().read()).toMatchObject({ begun: new Date(monday), entries: [entry(2, tuesday)] });
});
