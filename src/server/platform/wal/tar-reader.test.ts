import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type TarEntry, TarReader } from "./tar-reader.ts";

const sizes = [0, 1, 511, 512, 513, 100_000];

/** What a program of the system packs. */
async function packed(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "swideal-tar-"));
  try {
    await mkdir(join(folder, "base/1"), { recursive: true });
    for (const size of sizes) await writeFile(join(folder, `base/1/${size}`), Buffer.alloc(size, size % 251));
    const { stdout } = spawnSync("tar", ["--format=ustar", "-cf", "-", "-C", folder, "base"], {
      maxBuffer: 1e7,
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readIn(tar: Buffer, pieces: number): Map<string, { entry: TarEntry; content: Buffer }> {
  const found = new Map<string, { entry: TarEntry; content: Buffer }>();
  let last = { entry: {} as TarEntry, content: Buffer.alloc(0) };
  const reader = new TarReader({
    begin: (entry) => {
      last = { entry, content: Buffer.alloc(0) };
    },
    data: (part) => {
      last.content = Buffer.concat([last.content, part]);
    },
    end: () => void found.set(last.entry.name, last),
  });
  for (let at = 0; at < tar.length; at += pieces) reader.push(tar.subarray(at, at + pieces));
  reader.finish();
  return found;
}

test("the files of a tar are read as they are, in whatever pieces it comes", async () => {
  const tar = await packed();
  for (const pieces of [7, 512, 1_000, 65_536, tar.length]) {
    const found = readIn(tar, pieces);
    expect([...found.keys()].sort()).toEqual(["base/", "base/1/", ...sizes.map((n) => `base/1/${n}`)].sort());
    for (const size of sizes)
      expect(found.get(`base/1/${size}`)?.content.equals(Buffer.alloc(size, size % 251)), `${size}`).toBe(
        true,
      );
  }
});

test("a tar that ends before its end, or whose header has changed, is refused", async () => {
  const tar = await packed();
  const end = tar.findLastIndex((byte) => byte !== 0);
  for (const length of [0, 100, 512, Math.floor(end / 2), end]) {
    expect(() => readIn(tar.subarray(0, length), 1_000), `${length} bytes`).toThrow("ends before its end");
  }
  const changed = Buffer.from(tar);
  changed[3] = (changed[3] as number) ^ 1;
  expect(() => readIn(changed, 1_000)).toThrow("damaged");
});
