import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../core/errors.ts";
import { createPasswordHashing, limitParallel } from "./password-hashing.ts";

const cheap = createPasswordHashing({ memoryKib: 8, passes: 1 });

describe("passwords", () => {
  it("are hashed as OWASP says unless told otherwise", async () => {
    const hash = await createPasswordHashing().hash("une phrase de passe");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("get another salt each time", async () => {
    expect(await cheap.hash("une phrase de passe")).not.toBe(await cheap.hash("une phrase de passe"));
  });

  it("fit their own hash, in whichever way the accents were composed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (password) => {
        const hash = await cheap.hash(password.normalize("NFD"));
        expect(await cheap.verify(hash, password.normalize("NFC"))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["a space before", " une phrase de passe"],
    ["a space behind", "une phrase de passe "],
    ["another case", "Une phrase de passe"],
    ["a space that does not break", "une\u00a0phrase de passe"],
    ["the empty one", ""],
  ])("do not fit with %s", async (_, other) => {
    const hash = await cheap.hash("une phrase de passe");
    expect(await cheap.verify(hash, other)).toBe(false);
  });

  it("are compared to their last character, 128 of four bytes each", async () => {
    const long = "😀".repeat(128);
    const hash = await cheap.hash(long);
    expect(await cheap.verify(hash, long)).toBe(true);
    expect(await cheap.verify(hash, `${"😀".repeat(127)}😁`)).toBe(false);
  });

  it("never fit where there is none to compare with", async () => {
    expect(await cheap.verify(null, "une phrase de passe")).toBe(false);
  });
});

describe("a limit of parallel work", () => {
  it("holds, keeps the order, and survives failures", async () => {
    const limited = limitParallel(2, 100);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const jobs = Array.from({ length: 20 }, (_, index) =>
      limited(async () => {
        order.push(index);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (index % 3 === 0) throw new Error(`job ${index}`);
        return index;
      }),
    );
    const results = await Promise.allSettled(jobs);
    expect(most).toBe(2);
    expect(order).toEqual([...Array(20).keys()]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(7);
    expect(await limited(async () => "still free")).toBe("still free");
  });

  it("sends away who would wait behind too many", async () => {
    const limited = limitParallel(1, 1);
    let release = () => {};
    const first = limited(() => new Promise<void>((resolve) => (release = resolve)));
    const second = limited(async () => "second");
    const refusal = await limited(async () => "third").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "overloaded", retryAfterSeconds: 1 });
    release();
    await first;
    expect(await second).toBe("second");
  });

  it("begins with who has failed least, of equals with who came first, and sends away the last", async () => {
    const limited = limitParallel(1, 4);
    const order: string[] = [];
    const ask = (name: string, failures?: number) =>
      limited(async () => void order.push(name), failures).catch(
        ({ code }) => void order.push(`${name} ${code}`),
      );
    let release = () => {};
    const first = limited(() => new Promise<void>((resolve) => (release = resolve)));
    const all = [ask("nine", 9), ask("one", 1), ask("none"), ask("none either", 0), ask("one as well", 1)];
    await all[0];
    all.push(ask("ten", 10));
    await all.at(-1);
    expect(order).toEqual(["nine overloaded", "ten overloaded"]);
    release();
    await Promise.all([first, ...all]);
    expect(order.slice(2)).toEqual(["none", "none either", "one", "one as well"]);
  });
});
