import { expect, test } from "vitest";
import { fewAtOnce } from "./few-at-once.ts";

test("so many work at once, so many wait for their turn, and what is beyond is told to come back", async () => {
  const limited = fewAtOnce(2, 3);
  const gate = Promise.withResolvers<void>();
  let working = 0;
  let most = 0;
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await gate.promise;
    working -= 1;
    return "done";
  };
  const all = Array.from({ length: 7 }, () => limited(work));
  const outcomes = Promise.allSettled(all);
  gate.resolve();
  expect((await outcomes).map((one) => (one.status === "fulfilled" ? one.value : one.reason.code))).toEqual([
    ...Array(5).fill("done"),
    ...Array(2).fill("overloaded"),
  ]);
  expect([most, working]).toEqual([2, 0]);
});

test("work that fails gives its place to the next", async () => {
  const limited = fewAtOnce(1, 5);
  const failing = limited(async () => Promise.reject(new Error("no")));
  const next = limited(async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("done");
  expect(await limited(async () => "again")).toBe("again");
});
