import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServerClock } from "./server-clock.ts";

const answered = (at: number, age?: string) =>
  new Headers({ date: new Date(at).toUTCString(), ...(age !== undefined && { age }) });

/** What no cut-off second and no way of this length can hide. */
const within = (way: number) => 500 + way / 2;

describe("the server's clock", () => {
  it("is not known before the server has said it", () => {
    const clock = createServerClock(() => 0);
    clock.learn(new Headers(), 0, 10);
    clock.learn(new Headers({ date: "yesterday" }), 0, 10);
    expect(clock.now()).toBeNull();
  });

  it("is known from one answer to half a second and half its way, whatever the device's clock says", () => {
    const begin = Date.parse("2026-11-24T17:00:00.000Z");
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(3_000), fc.nat(3_000), (asked, there, back) => {
        let ticks = asked + there + back;
        const clock = createServerClock(() => ticks);
        clock.learn(answered(begin + asked + there), asked, ticks);
        ticks += 60_000;
        expect(Math.abs((clock.now() as number) - (begin + ticks))).toBeLessThanOrEqual(within(there + back));
      }),
    );
  });

  it("is known better with each answer, never worse", () => {
    const begin = Date.parse("2026-11-24T17:00:00.400Z");
    const waits = fc.array(fc.record({ pause: fc.nat(7_000), there: fc.nat(900), back: fc.nat(900) }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(waits, (answers) => {
        let ticks = 0;
        const clock = createServerClock(() => ticks);
        let best = Number.POSITIVE_INFINITY;
        for (const { pause, there, back } of answers) {
          const asked = ticks + pause;
          ticks = asked + there + back;
          clock.learn(answered(begin + asked + there), asked, ticks);
          best = Math.min(best, within(there + back));
          expect(Math.abs((clock.now() as number) - (begin + ticks))).toBeLessThanOrEqual(best);
        }
      }),
    );
  });

  it("is found again by the next answer after a device has slept, or the server's clock was set", () => {
    const begin = Date.parse("2026-11-24T17:00:00.000Z");
    let ticks = 0;
    const clock = createServerClock(() => ticks);
    clock.learn(answered(begin), 0, 0);
    // An hour that the device did not count.
    ticks = 1_000;
    clock.learn(answered(begin + 3_601_000), ticks, ticks);
    expect(Math.abs((clock.now() as number) - (begin + 3_601_000))).toBeLessThanOrEqual(500);
  });

  it("counts how long a shared cache has had the answer", () => {
    const begin = Date.parse("2026-11-24T17:00:00.000Z");
    const clock = createServerClock(() => 0);
    clock.learn(answered(begin, "30"), 0, 0);
    expect(Math.abs((clock.now() as number) - (begin + 30_000))).toBeLessThanOrEqual(1_000);
  });
});
