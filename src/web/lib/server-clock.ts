/** How exact a Date header is: its milliseconds are cut off. */
const CUT_OFF_MS = 1_000;

export interface ServerClock {
  /**
   * Learns from an answer that came from the server itself, not from a cache of this browser: between which
   * readings of `ticks` it was asked for and had.
   */
  learn(headers: Pick<Headers, "get">, askedAt: number, hadAt: number): void;
  /** The same of two bounds in milliseconds: the server's clock less `ticks` is between them; infinite: not known. */
  bound(least: number, most: number): void;
  /** Milliseconds since 1970 by the server's clock; null until an answer has come. */
  now(): number | null;
}

/**
 * The server's clock, whatever the device's own says: how far `ticks` (milliseconds from any beginning, at the pace
 * of time) is from it lies between two bounds in each answer, and the bounds of all answers are narrowed to what
 * they have in common, as NTP does (RFC 5905, 11.2.1). Where they have nothing in common, because the device slept
 * or a clock was set, the newest alone counts.
 */
export function createServerClock(ticks: () => number): ServerClock {
  let bounds: readonly [least: number, most: number] | null = null;
  const bound = (least: number, most: number) => {
    const common = bounds && ([Math.max(bounds[0], least), Math.min(bounds[1], most)] as const);
    if (common !== null && common[0] <= common[1]) bounds = common;
    // Half a bound says nothing of which clock is wrong, but that this one is.
    else bounds = [least, Number.isFinite(most) ? most : least];
  };
  return {
    bound,
    learn(headers, askedAt, hadAt) {
      const date = Date.parse(headers.get("date") ?? "");
      if (Number.isNaN(date)) return;
      // A shared cache on the way says how many whole seconds it has had the answer.
      const age = headers.get("age");
      const said = date + Number(age ?? 0) * 1_000;
      bound(said - hadAt, said + CUT_OFF_MS + (age === null ? 0 : CUT_OFF_MS) - askedAt);
    },
    now: () => (bounds === null ? null : ticks() + (bounds[0] + bounds[1]) / 2),
  };
}

/** The one clock of a page. */
export const serverClock = createServerClock(() => performance.now());

/** By the server's clock, or the device's until the server has answered: for what a form begins with. */
export const presumedNow = (): Date => new Date(serverClock.now() ?? Date.now());
