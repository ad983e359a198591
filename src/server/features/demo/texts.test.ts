import { describe, expect, it } from "vitest";
import { categories } from "../categories/index.ts";
import { compiledTrades } from "./catalogue.ts";
import { createDemoWorld, generateMission } from "./mission.ts";
import { demoClient } from "./parties.ts";
import { createRandom } from "./random.ts";
import { render } from "./template.ts";
import { testPlaces, testTime } from "./testing/places.ts";
import { scopeOf } from "./text-scope.ts";
import type { Setting } from "./texts-schema.ts";

const world = createDemoWorld({ seed: 11, at: testTime, missions: 2_000, places: testPlaces });
const many = Array.from({ length: 10_000 }, (_, index) => generateMission(world, index));
const sample = many.slice(0, 1_500);

const plainSpaces = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("’", "'");
const texts = sample.flatMap((mission) => [
  mission.title,
  mission.description,
  ...mission.offers.map(({ message }) => message),
]);
const names = sample.flatMap((mission) => [
  mission.client.displayName,
  ...mission.offers.map(({ provider }) => provider.displayName),
]);

/** Each finds a fault that French never has; y, as in "yoga", and most h take none. */
const faults: readonly (readonly [string, RegExp])[] = [
  [
    "a missing elision",
    /(?<![\p{L}\d])(de|que|le|la|ne|me|se|je|te|jusque|lorsque|puisque) [aeiouàâéèêëîïôûùœ]/iu,
  ],
  [
    "a missing elision before h",
    /(?<![\p{L}\d])(de|que|le|la) (histoire|heure|huile|hôtel|habit|horlo|humid|hiver|homme)/iu,
  ],
  // « de le faire », « à les poser »: a pronoun before its infinitive is no article.
  ["an article that should contract", /(?<![\p{L}\d])(de|à) (le|les) (?!\p{L}+(er|ir|re|oir)\b)/iu],
  [
    "two articles",
    /(?<![\p{L}\d])(de des|de du|un une|une un|du la|du les|au la|aux la|le le|la la|les les) /iu,
  ],
  ["« si il »", /(?<!\p{L})si ils? /iu],
  ["two spaces", / {2,}| \n|\n /u],
  ["a space before a comma or point", / [,](?!\d)| \.(?!NET)/u],
  ["no space after punctuation", /[,;:!?](?=\p{L})/u],
  ["doubled punctuation", /\.\.|,,|\.,|,\.|\.;/u],
  ["no capital after a full stop", /[.!?] +\p{Ll}/u],
  ["no capital at the start", /^[^\p{Lu}\p{N}«]/u],
  ["a slot that stayed empty", /[{}<>[\]|]|undefined|NaN|null/u],
];

describe("what a French reader would stumble over", () => {
  it.each(faults)("%s is nowhere", (_, fault) => {
    const found = texts
      .filter((text) => fault.test(plainSpaces(text)))
      .map((text) => fault.exec(plainSpaces(text)));
    expect(
      found.slice(0, 3).map((match) => match?.input.slice(Math.max(0, match.index - 20), match.index + 40)),
    ).toEqual([]);
  });

  it("names of people and firms have no empty slot and no missing elision", () => {
    expect(names.filter((name) => /[{}<>[\]|]|undefined|(?<!\p{L})de [aeiouéèêœ]/iu.test(name))).toEqual([]);
  });

  it("the patterns do find faults", () => {
    const wrong = [
      "Pose de une porte.",
      "Mur de le salon.",
      "Deux  espaces.",
      "Fin. début.",
      "Il reste {area}.",
      "au la cave ",
    ];
    expect(wrong.filter((text) => !faults.some(([, fault]) => fault.test(text)))).toEqual([]);
  });
});

describe("every job of every trade", () => {
  const homes: Record<string, readonly Setting[]> = { home: ["flat", "house"], house: ["house"] };
  const atOrganisation = (site: string) => (site in homes ? "premises" : site);
  const jobs = [...compiledTrades.values()].flatMap(({ jobs }) => jobs);

  it("is free of them for each of its clients and settings, whatever is drawn", () => {
    const found = new Set<string>();
    for (const job of jobs) {
      for (const kind of new Set(job.clients)) {
        for (let draw = 0; draw < 12; draw += 1) {
          const random = createRandom(5, draw, jobs.indexOf(job));
          const client = demoClient(5, world.lottery, kind, draw);
          const setting = random.pick(
            kind === "person" ? (homes[job.site] ?? [job.site]) : [atOrganisation(job.site)],
          );
          const workStart = new Date(testTime + draw * 20 * 86_400_000);
          const scope = scopeOf({
            random,
            job,
            client,
            setting: setting as Setting,
            place: client.place,
            workStart,
          });
          for (const template of [...job.need, ...job.more]) found.add(render(template, scope));
          for (const title of [job.act, ...job.titles]) found.add(`Pour ${render(title, scope)} enfin`);
        }
      }
    }
    const wrong = [...found].flatMap((text) => {
      const fault = faults.find(([, pattern]) => pattern.test(plainSpaces(text)));
      return fault === undefined ? [] : [[fault[0], text]];
    });
    expect(wrong).toEqual([]);
    expect(found.size).toBeGreaterThan(5_000);
  });

  it("starts as an infinitive", () => {
    const verbs = jobs.map(({ act }) => act[0]).filter((piece) => typeof piece === "string");
    expect(verbs).toHaveLength(jobs.length);
    expect(verbs.filter((text) => !/^(s')?[\p{Ll}-]+(er|ir|re|oir)\b/u.test(text as string))).toEqual([]);
  });

  it("names at least six jobs a trade, each with two reasons and five details", () => {
    for (const { category, jobs } of compiledTrades.values()) {
      expect([category, jobs.length >= 6]).toEqual([category, true]);
      for (const job of jobs) expect([job.need.length >= 2, job.more.length >= 5]).toEqual([true, true]);
    }
  });
});

describe("variety", () => {
  it("all fifty categories are used in 2,000 missions, and no other", () => {
    const used = new Set(many.slice(0, 2_000).map(({ category }) => category));
    expect([...used].sort()).toEqual(categories.map(({ slug }) => slug).sort());
  });

  it("of 10,000 descriptions more than 99 in 100 differ, of titles more than half", () => {
    expect(new Set(many.map(({ description }) => description)).size).toBeGreaterThan(9_900);
    expect(new Set(many.map(({ title }) => title)).size).toBeGreaterThan(5_000);
  });

  it("the vocabulary is that of thousands of different things", () => {
    const words = new Set(
      many.flatMap(({ description }) =>
        plainSpaces(description)
          .toLowerCase()
          .split(/[^\p{L}]+/u),
      ),
    );
    expect(words.size).toBeGreaterThan(4_500);
  });

  it("titles ask for trades as women, as men, and as both", () => {
    const titles = many.map(({ title }) => title).join("\n");
    for (const form of [
      /électricienne/i,
      /électricien\b/i,
      /plombier·ère|plombier ou plombière/i,
      /\(H\/F\)/,
    ]) {
      expect(titles).toMatch(form);
    }
  });

  it("both apostrophes are typed", () => {
    const curved = many.filter(({ description }) => description.includes("’")).length;
    expect(curved).toBeGreaterThan(2_000);
    expect(many.filter(({ description }) => description.includes("'")).length).toBeGreaterThan(2_000);
  });
});

describe("lengths", () => {
  it("titles and descriptions are within the contract and NFC", () => {
    for (const { title, description, skills } of many) {
      expect(title.length).toBeGreaterThanOrEqual(10);
      expect(title.length).toBeLessThanOrEqual(200);
      expect(description.length).toBeGreaterThanOrEqual(200);
      expect(description.length).toBeLessThanOrEqual(1_200);
      expect(title.normalize("NFC") + description.normalize("NFC")).toBe(title + description);
      expect(skills.length).toBeLessThanOrEqual(4);
    }
  });

  it("a description has about 600 characters in the mean", () => {
    const mean = many.reduce((sum, { description }) => sum + description.length, 0) / many.length;
    expect(mean).toBeGreaterThan(550);
    expect(mean).toBeLessThan(650);
  });
});

it("no example looks for somebody to employ: a wage is not set by an auction", () => {
  const employment =
    /\bcesu\b|emploi service|salaire|contrat de travail|\bCDD\b|\bCDI\b|guichet unique|congés compris/iu;
  expect(employment.test("Un règlement par Cesu est possible.")).toBe(true);
  const found = many
    .map(({ title, description }) => `${title}\n${description}`)
    .filter((text) => employment.test(plainSpaces(text)));
  expect(found.slice(0, 3)).toEqual([]);
});
