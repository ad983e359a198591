import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSealing } from "./sealing.ts";

const [older, newer] = [randomBytes(32), randomBytes(32)];

test("what is sealed opens to the same bytes, in its own context alone", () => {
  const sealing = createSealing([newer]);
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (bytes, context, another) => {
      const content = Buffer.from(bytes);
      const sealed = sealing.seal(content, context);
      expect(sealing.open(sealed, context)).toEqual(content);
      if (another !== context) expect(() => sealing.open(sealed, another)).toThrow();
    }),
  );
});

test("one changed bit anywhere, or a missing end, does not open", () => {
  const sealing = createSealing([newer]);
  const sealed = sealing.seal(Buffer.from("secret"), "one");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => sealing.open(changed, "one")).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => sealing.open(sealed.subarray(0, length), "one")).toThrow();
  }
});

test("what an older key sealed still opens, and tells that it is older", () => {
  const before = createSealing([older]);
  const rotated = createSealing([newer, older]);
  const sealed = before.seal(Buffer.from("secret"), "one");
  expect(rotated.open(sealed, "one").toString()).toBe("secret");
  expect(sealed.subarray(0, 4)).not.toEqual(rotated.currentKeyId);
  const again = rotated.seal(Buffer.from("secret"), "one");
  expect(again.subarray(0, 4)).toEqual(rotated.currentKeyId);
  expect(() => before.open(again, "one")).toThrow("APP_KEYS");
});

test("the same content never looks the same twice, nor can it be read", () => {
  const sealing = createSealing([newer]);
  const [one, two] = [sealing.seal(Buffer.from("secret"), "x"), sealing.seal(Buffer.from("secret"), "x")];
  expect(one).not.toEqual(two);
  expect(one.includes("secret")).toBe(false);
});

test("a key is needed", () => {
  expect(() => createSealing([])).toThrow("a key is needed");
});
