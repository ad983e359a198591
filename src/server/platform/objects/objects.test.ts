import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderStore } from "./folder-store.ts";
import { getSealed, putSealed } from "./sealed-object.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-objects-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const from = (...parts: (string | Buffer)[]) => Readable.from(parts.map((part) => Buffer.from(part)));
const read = async (stream: Readable) => (await buffer(stream)).toString();
const names = async (prefix: string) => (await folderStore(folder).list(prefix)).map(({ name }) => name);

describe("a folder", () => {
  test("gives back what was put, lists it by name, and forgets what is removed", async () => {
    const store = folderStore(folder);
    await store.put("one/b.txt", from("déjà ", "vu"));
    await store.put("one/a.txt", from("a"));
    await store.put("two/c.txt", from("c"));
    expect(await read(await store.get("one/b.txt"))).toBe("déjà vu");
    expect(await store.list("one/")).toMatchObject([
      { name: "one/a.txt", bytes: 1 },
      { name: "one/b.txt", bytes: 9 },
    ]);
    await store.remove("one/a.txt");
    await store.remove("one/a.txt");
    expect(await names("one/")).toEqual(["one/b.txt"]);
    await expect(store.get("one/a.txt")).rejects.toMatchObject({ code: "missing" });
  });

  test("is written once under a name, whoever comes at the same time", async () => {
    const store = folderStore(folder);
    const tries = ["x", "y", "z"].map((word) => store.put("once", from(word)).then(() => word));
    const kept = (await Promise.allSettled(tries)).flatMap((one) =>
      one.status === "fulfilled" ? [one.value] : [],
    );
    expect(kept).toHaveLength(1);
    expect(await read(await store.get("once"))).toBe(kept[0]);
    await expect(store.put("once", from("later"))).rejects.toMatchObject({ code: "taken" });
  });

  test("holds nothing of what ended before its end, and never lists what is being written", async () => {
    const store = folderStore(folder);
    const broken = new Readable({ read() {} });
    broken.push(randomBytes(100_000));
    const put = store.put("broken/object", broken);
    await expect.poll(() => readdir(join(folder, "broken")).catch(() => [])).toHaveLength(1);
    expect(await names("broken/")).toEqual([]);
    broken.destroy(new Error("the dump failed"));
    await expect(put).rejects.toThrow("the dump failed");
    expect(await readdir(join(folder, "broken"))).toEqual([]);
  });

  test("clears away what a killed writer left a day ago, and leaves what is being written now", async () => {
    const store = folderStore(folder);
    await store.put("left/object", from("x"));
    const old = join(folder, "left/killed.1.part");
    await writeFile(old, "half");
    await writeFile(join(folder, "left/now.2.part"), "half");
    await utimes(old, new Date(Date.now() - 25 * 3_600_000), new Date(Date.now() - 25 * 3_600_000));
    expect(await names("left/")).toEqual(["left/object"]);
    expect((await readdir(join(folder, "left"))).sort()).toEqual(["now.2.part", "object"]);
  });

  test("takes no name that leads out of it", async () => {
    const store = folderStore(folder);
    for (const name of ["../x", "a/../x", "/etc/x", "a//b", "", ".hidden", "a/.b", "a\\b", "a\0b", "é"])
      await expect(store.get(name), name).rejects.toMatchObject({ code: "refused" });
  });
});

describe("a sealed object", () => {
  const seal = async (name: string, text: string) => {
    const identity = await generateX25519Identity();
    const object = await putSealed(folderStore(folder), name, from(text), [
      await identityToRecipient(identity),
    ]);
    return { object, identity };
  };
  const secret = "Élodie Marchand, 06 12 34 56 78\n".repeat(50_000);

  test("is opened by its identity, is small, and shows nothing of what is in it", async () => {
    const { object, identity } = await seal("sealed/one", secret);
    const lies = await readFile(join(folder, "sealed/one"));
    expect(lies.includes("Marchand")).toBe(false);
    expect(lies.length).toBe(object.bytes);
    expect(object.bytes).toBeLessThan(secret.length / 20);
    expect(await read(await getSealed(folderStore(folder), object, [identity]))).toBe(secret);
  });

  test("is refused to another identity, before anything of it is read", async () => {
    const { object } = await seal("sealed/two", secret);
    const opened = getSealed(folderStore(folder), object, [await generateX25519Identity()]);
    await expect(opened).rejects.toMatchObject({ code: "refused", message: /sealed\/two cannot be opened/ });
  });

  test("of which a bit has changed, or the end is gone, is never read to the end", async () => {
    const text = randomBytes(300_000).toString("base64");
    const { object, identity } = await seal("sealed/three", text);
    const path = join(folder, "sealed/three");
    const whole = await readFile(path);
    const tried = async () => read(await getSealed(folderStore(folder), object, [identity]));
    for (let n = 0; n < 60; n++) {
      const bit = Math.floor((n / 60) * whole.length * 8);
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      await writeFile(path, changed);
      await expect(tried(), `bit ${bit}`).rejects.toThrow();
    }
    for (const length of [0, 10, 65_536, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length));
      await expect(tried(), `${length} bytes`).rejects.toThrow();
    }
    await writeFile(path, whole);
    expect(await tried()).toBe(text);
  });

  test("that is another one under its name is refused, though its identity opens it", async () => {
    const { object, identity } = await seal("sealed/four", secret);
    const recipients = [await identityToRecipient(identity)];
    await putSealed(folderStore(folder), "sealed/five", from("older"), recipients);
    const exchanged = getSealed(folderStore(folder), { ...object, name: "sealed/five" }, [identity]);
    await expect(exchanged.then(read)).rejects.toThrow("sealed/five is not what was written there");
  });

  test("whose source fails is not there", async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from(secret);
        throw new Error("the dump failed");
      })(),
    );
    const recipients = [await identityToRecipient(await generateX25519Identity())];
    await expect(putSealed(folderStore(folder), "sealed/six", broken, recipients)).rejects.toThrow(
      "the dump failed",
    );
    expect(await names("sealed/six")).toEqual([]);
  });
});
