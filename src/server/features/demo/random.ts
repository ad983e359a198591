/**
 * Seeded random numbers for the demonstration content: the same seed and stream give the same numbers on
 * every machine. sfc32 by Chris Doty-Humphrey (PractRand), 32-bit integer arithmetic only, period ≥ 2^64.
 */
export type Random = {
  /** A float in [0, 1) with 32 bits. */
  next(): number;
  /** An integer in [min, max], both ends possible. */
  int(min: number, max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One element, each as likely as the others; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** Standard normal, by the polar method of Marsaglia (1964). */
  normal(): number;
};

/** Spreads the bits of an integer; the finaliser of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A generator for one stream of one seed: `(seed, stream, index)` names the numbers, so mission 734,512 can
 * be made without making those before it.
 */
export function createRandom(seed: number, stream: number, index: number): Random {
  let a = mix(seed ^ 0x9e3779b9);
  let b = mix(Math.imul(stream, 0x85ebca77) ^ a);
  let c = mix(Math.imul(index, 0xc2b2ae3d) ^ b);
  let counter = 1;

  function bits(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  }
  // The first outputs of close seeds resemble each other; twelve rounds are what the author recommends.
  for (let round = 0; round < 12; round += 1) bits();

  const next = () => bits() / 4294967296;
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick(items) {
      if (items.length === 0) throw new RangeError("Nothing to pick from.");
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    normal() {
      for (;;) {
        const u = next() * 2 - 1;
        const v = next() * 2 - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
      }
    },
  };
}
