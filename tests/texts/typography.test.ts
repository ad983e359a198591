import { beforeAll, describe, expect, it } from "vitest";
import { type AllTexts, type FoundText, readAllTexts } from "./all-texts.ts";

let texts: AllTexts;
beforeAll(async () => {
  texts = await readAllTexts();
});

const SPACE = "[ \\u00a0\\u202f]";
const MONTHS = "(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)";

/** What French typography refuses. */
const frenchFaults: Readonly<Record<string, RegExp>> = {
  "an ordinary space before a double sign or a unit": / (?=[:;!?»%€])/,
  "an ordinary space after «": /« /,
  "no space before a double sign": /[\p{L}\d)][;!?](?!\S*=)|\p{L}:(?!\/\/)(?=\s|$)|\p{L}»/u,
  "no space after «": /«(?=\S)(?![\u00a0\u202f])/,
  "an ordinary space between a number and its unit": /\d (?:km|m²|h|min|s|j|kg|Kio|Mio)(?!\p{L})/u,
  "a straight apostrophe": /'/,
  "straight quotation marks": /"/,
  "three dots for an ellipsis": /\.\.\./,
  "a first of the month that is no ordinal": new RegExp(`(?<!\\d)1${SPACE}${MONTHS}`),
  "an hour with a colon": /\d:\d\d/,
  "an English word of the schema":
    /(?<!\p{L})(?:string|number|int|boolean|array|object|null|undefined|expected|received|invalid)(?!\p{L})/iu,
};

const englishFaults: Readonly<Record<string, RegExp>> = {
  "a space before a sign": / (?=[:;!?%])/,
  "a straight apostrophe or quotation mark": /['"]/,
  "three dots for an ellipsis": /\.\.\./,
};

/** Corrected once; who needs such a thing again says it in the words that replaced it. */
const retired: Readonly<Record<"fr" | "en", RegExp>> = {
  fr: /Le type attendu|On ne peut pas revenir|à vous seul|catégorie|retouches|[Mm]et(?:tre|tez) fin|autre moyen\b(?<!utilisez un autre moyen)|n’a pas marché|se montrent|se découvrent|Soyez le premier|une unité/,
  // A project cannot be a job: that word is for employment alone.
  en: /(?<!\{)\b[Mm]issions?\b|\b[Jj]obs?\b(?<!cannot be a job)|\bnotice\b|\bprecision\b|no way back|[Dd]isplayed name|take another way|does very well/,
};

const withFault = (found: readonly FoundText[], fault: RegExp) =>
  found.filter(({ text }) => fault.test(text)).map(({ place, text }) => `${place}: ${text}`);

describe("the texts that people read", () => {
  it("are all read here, and pass where they get their no-break spaces", () => {
    expect(texts.unread).toEqual([]);
    expect(texts.untreated).toEqual([]);
    expect(texts.fr.length).toBeGreaterThan(500);
    expect(texts.en.length).toBe(texts.fr.length);
  });

  it.each(Object.entries(frenchFaults))("in French hold not once %s", (_, fault) => {
    expect(withFault(texts.fr, fault)).toEqual([]);
  });

  it.each(Object.entries(englishFaults))("in English hold not once %s", (_, fault) => {
    expect(withFault(texts.en, fault)).toEqual([]);
  });

  it("do not fall back into words that were given up", () => {
    expect(withFault(texts.fr, retired.fr)).toEqual([]);
    expect(withFault(texts.en, retired.en)).toEqual([]);
  });
});

describe("each rule", () => {
  it.each([
    ["Où ? « Lyon » : 30 % ; 12 € !", "an ordinary space before a double sign or a unit"],
    ["« Lyon\u00a0»", "an ordinary space after «"],
    ["Où?", "no space before a double sign"],
    ["Budget: 12", "no space before a double sign"],
    ["«Lyon\u00a0»", "no space after «"],
    ["à 3 km", "an ordinary space between a number and its unit"],
    ["l'offre", "a straight apostrophe"],
    ['le "prix"', "straight quotation marks"],
    ["Chargement...", "three dots for an ellipsis"],
    ["1\u00a0décembre", "a first of the month that is no ordinal"],
    ["à 23:02", "an hour with a colon"],
    ["Le type attendu est number.", "an English word of the schema"],
  ])("sees its fault in %j", (text, name) => {
    expect(frenchFaults[name]?.test(text)).toBe(true);
  });
});
