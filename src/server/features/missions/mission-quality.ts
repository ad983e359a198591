import { typeset } from "../../../shared/typography.ts";

/** What the score is computed from; nothing else counts, and nobody can send the score in. */
export interface QualityInput {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly skills: readonly string[];
  readonly hasBudget: boolean;
  readonly hasPlace: boolean;
  readonly remote: boolean;
  readonly hasDeadline: boolean;
}

export type HintCode =
  | "title_longer"
  | "description_longer"
  | "description_facts"
  | "description_structure"
  | "budget"
  | "place"
  | "deadline"
  | "category"
  | "skills";

export interface Hint {
  readonly code: HintCode;
  /** What mending it would add to the score. */
  readonly points: number;
}

export interface Quality {
  /** 0 to 100. */
  readonly score: number;
  readonly hints: readonly Hint[];
}

const characters = (text: string) => [...text.trim()].length;

/** How far `value` has come from `none` to `full`, between 0 and 1. */
const share = (value: number, none: number, full: number) =>
  Math.max(0, Math.min(1, (value - none) / (full - none)));

/**
 * The quality of what a mission says. Each part has its points, 100 together:
 *
 * | part | points | full when |
 * | --- | --- | --- |
 * | title | 15 | 30 characters or more (from 8) |
 * | description, length | 25 | 400 characters or more (from 20) |
 * | description, facts | 5 | it holds a figure |
 * | description, structure | 5 | three sentences or lines |
 * | budget | 15 | given |
 * | place | 10 | given, or remote |
 * | deadline | 5 | given |
 * | category | 10 | given |
 * | skills | 10 | three or more |
 *
 * The weights are Swideal's own rule: what providers need in order to name a price comes first.
 */
export function qualityOf(mission: QualityInput): Quality {
  const sentences = mission.description.split(/[.!?…]\s|\n+/u).filter((part) => characters(part) > 2).length;
  const parts: readonly [HintCode, number, number][] = [
    ["title_longer", 15, share(characters(mission.title), 8, 30)],
    ["description_longer", 25, share(characters(mission.description), 20, 400)],
    ["description_facts", 5, /\p{Nd}/u.test(mission.description) ? 1 : 0],
    ["description_structure", 5, share(sentences, 1, 3)],
    ["budget", 15, mission.hasBudget ? 1 : 0],
    ["place", 10, mission.hasPlace || mission.remote ? 1 : 0],
    ["deadline", 5, mission.hasDeadline ? 1 : 0],
    ["category", 10, mission.category === null ? 0 : 1],
    ["skills", 10, share(mission.skills.length, 0, 3)],
  ];
  const earned = parts.map(([code, points, reached]) => ({
    code,
    points,
    got: Math.floor(points * reached),
  }));
  return {
    score: earned.reduce((sum, { got }) => sum + got, 0),
    hints: earned
      .map(({ code, points, got }) => ({ code, points: points - got }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points),
  };
}

export const hintTexts: Readonly<Record<HintCode, Readonly<Record<"fr" | "en", string>>>> = typeset({
  title_longer: {
    fr: "Un titre plus précis : dites quoi, et combien.",
    en: "A more precise title: say what, and how much.",
  },
  description_longer: {
    fr: "Décrivez davantage : l’état actuel, le résultat attendu, les contraintes.",
    en: "Describe more: the present state, the result you expect, the constraints.",
  },
  description_facts: {
    fr: "Donnez des chiffres : surfaces, quantités, dimensions.",
    en: "Give figures: areas, quantities, sizes.",
  },
  description_structure: {
    fr: "Séparez vos idées en quelques phrases ou lignes.",
    en: "Separate your ideas into a few sentences or lines.",
  },
  budget: { fr: "Indiquez un budget, même approximatif.", en: "Give a budget, even a rough one." },
  place: {
    fr: "Indiquez la commune, ou que la mission se fait à distance.",
    en: "Give the town, or say that it is remote.",
  },
  deadline: { fr: "Indiquez jusqu’à quand vous attendez des offres.", en: "Say until when you take offers." },
  category: { fr: "Choisissez un métier.", en: "Choose a trade." },
  skills: { fr: "Indiquez au moins trois compétences.", en: "Give at least three skills." },
});
