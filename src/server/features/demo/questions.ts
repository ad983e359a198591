import { z } from "zod";
import { compiledTrades } from "./catalogue.ts";
import { typographic } from "./french.ts";
import { DAY, HOUR, MINUTE } from "./lifecycle.ts";
import type { DemoMission } from "./mission.ts";
import type { Random } from "./random.ts";
import { readTexts } from "./read-texts.ts";

const pairs = z.array(z.tuple([z.string(), z.string()])).min(1);
/** What may be asked of any mission of a kind, and answered without knowing more of it. */
export const questionTexts = readTexts(
  "questions.json",
  z.strictObject({ building: pairs, people: pairs, general: pairs, remote: pairs }),
);

/** Times in milliseconds since 1970. */
export interface DemoQuestion {
  readonly text: string;
  /** By whoever made this one of the mission's offers. */
  readonly offer: number;
  readonly askedAt: number;
  readonly answer: string | null;
  readonly answeredAt: number | null;
}

/** A question that has waited no longer than this may still be without its answer. */
const ANSWERED_AFTER = 3 * DAY;

/** Which share of the missions with offers has questions. */
const SHARE = 0.45;

/** What those who made an offer asked before: of a mission that has questions, one or two. */
export function questionsOf(mission: DemoMission, at: number, random: Random, share = SHARE): DemoQuestion[] {
  const { life, offers, client } = mission;
  const asked = offers.length > 0 && random.chance(share) ? random.int(1, Math.min(2, offers.length)) : 0;
  const { offersFrom, offersUntil } = life;
  if (offersFrom === null || offersUntil === null || offersUntil - offersFrom < 2 * HOUR) return [];
  const texts = questionTexts[mission.remote ? "remote" : registerOf(mission.category)];
  const chosen = new Set<number>();
  while (chosen.size < asked) chosen.add(random.int(0, texts.length - 1));
  const questions = [...chosen].map((number, rank) => {
    const [text, answer] = texts[number] as [string, string];
    const askedAt = Math.round(offersFrom + MINUTE + (offersUntil - offersFrom - HOUR) * random.next());
    const answeredAt = askedAt + Math.round(HOUR * (0.3 + 20 * random.next()));
    const unanswered = answeredAt > offersUntil || (at - askedAt < ANSWERED_AFTER && random.chance(0.5));
    return {
      text: offers[rank]?.provider.typographic ? typographic(text) : text,
      offer: rank,
      askedAt,
      answer: unanswered ? null : client.typographic ? typographic(answer) : answer,
      answeredAt: unanswered ? null : answeredAt,
    };
  });
  return questions.sort((one, other) => one.askedAt - other.askedAt);
}

const registerOf = (category: string) => compiledTrades.get(category)?.jobs[0]?.register ?? "general";
