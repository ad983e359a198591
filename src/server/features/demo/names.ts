import { z } from "zod";
import type { Random } from "./random.ts";
import { readTexts } from "./read-texts.ts";

/** Names of invented people: common ones of today's France, of many origins. */

const names = z.array(z.string().min(1)).min(2);
const { women, men } = readTexts("names/first-names.json", z.strictObject({ women: names, men: names }));
const families = readTexts("names/family-names.json", names);

/** First and family name together of people whom readers would know: drawn again. */
const known = new Set(readTexts("names/known-people.json", names));

export type PersonName = { first: string; last: string; feminine: boolean };

export function familyName(random: Random): string {
  return random.pick(families);
}

export function firstName(random: Random, feminine: boolean): string {
  return random.pick(feminine ? women : men);
}

export function personName(random: Random): PersonName {
  for (;;) {
    const feminine = random.chance(0.52);
    const first = firstName(random, feminine);
    const last = familyName(random);
    if (!known.has(`${first} ${last}`)) return { first, last, feminine };
  }
}
