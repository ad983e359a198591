import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { readAhead } from "./read-ahead.ts";

/** Numbers from 1 on; `asked` is how many were asked for. */
function numbers(last: number, failAt?: number) {
  const seen = { asked: 0, ended: false };
  async function* give() {
    try {
      for (let n = 1; n <= last; n += 1) {
        seen.asked = n;
        await turn();
        if (n === failAt) throw new Error(`no ${n}`);
        yield n;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, ahead: readAhead(give()) };
}

test("the next is read while one is worked on, and never the one after it", async () => {
  const { seen, ahead } = numbers(6);
  const inOrder: number[] = [];
  for await (const n of ahead) {
    inOrder.push(n);
    expect(seen.asked).toBe(Math.min(n + 1, 6));
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(seen.asked).toBe(Math.min(n + 1, 6));
  }
  expect(inOrder).toEqual([1, 2, 3, 4, 5, 6]);
});

test("what fails is told after all that came before it, however long they are worked on", async () => {
  const { seen, ahead } = numbers(6, 3);
  const worked: number[] = [];
  const whole = (async () => {
    for await (const n of ahead) {
      for (let turns = 0; turns < 5; turns += 1) await turn();
      worked.push(n);
    }
  })();
  await expect(whole).rejects.toThrow("no 3");
  expect(worked).toEqual([1, 2]);
  expect(seen.ended).toBe(true);
});

test("who stops early leaves nothing running, though what was on its way fails", async () => {
  for (const failAt of [undefined, 3]) {
    const { seen, ahead } = numbers(6, failAt);
    for await (const n of ahead) if (n === 2) break;
    expect(seen).toEqual({ asked: 3, ended: true });
  }
});
