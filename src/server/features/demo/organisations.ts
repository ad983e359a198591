import { z } from "zod";
import { ofTown } from "./french.ts";
import { familyName } from "./names.ts";
import type { DemoPlace } from "./places.ts";
import type { Random } from "./random.ts";
import { readTexts } from "./read-texts.ts";
import { render } from "./template.ts";
import { templateWith } from "./texts-schema.ts";
import type { OrganisationKind } from "./trade-texts.ts";

/** Invented organisations: names as on a sign, and the words with which they speak of themselves. */

type Organisation = { displayName: string; self: string };

const words = z.array(z.string().min(1)).min(1);
const name = templateWith(new Set(["last", "last2", "ofTown", "tree", "thing"]));
/** Several names for one `self` are several signs. */
const signs = z.array(z.strictObject({ self: z.string().min(1), name })).min(1);

const texts = readTexts(
  "organisations.json",
  z.strictObject({
    trees: words,
    things: words,
    signs: z.strictObject({
      condo: signs,
      shop: signs,
      restaurant: signs,
      company: signs,
      association: signs,
      town: signs,
    }),
  }),
);

export function organisation(kind: OrganisationKind, place: DemoPlace, random: Random): Organisation {
  const sign = random.pick(texts.signs[kind]);
  const last = familyName(random);
  let last2 = familyName(random);
  while (last2 === last) last2 = familyName(random);
  const given: Record<string, string> = {
    last,
    last2,
    ofTown: ofTown(place.name),
    tree: random.pick(texts.trees),
    thing: random.pick(texts.things),
  };
  const scope = {
    random,
    several: true,
    tables: [],
    given: (slot: string) => given[slot],
    values: new Map<string, string>(),
    factor: 1,
  };
  return { displayName: render(sign.name, scope), self: sign.self };
}
