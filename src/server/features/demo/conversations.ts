import { z } from "zod";
import { DAY, HOUR, MINUTE } from "./lifecycle.ts";
import type { DemoMission } from "./mission.ts";
import type { DemoOffer } from "./offers.ts";
import type { Random } from "./random.ts";
import { readTexts } from "./read-texts.ts";

const said = z.tuple([z.enum(["client", "provider"]), z.string()]);
const exchange = z.array(said).min(1);
export const conversationTexts = readTexts(
  "conversations.json",
  z.strictObject({
    before: z.array(exchange).min(1),
    work: z.array(exchange).min(1),
    remoteWork: z.array(exchange).min(1),
    done: exchange,
  }),
);

export interface DemoMessage {
  readonly by: "client" | "provider";
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

const WORKING = ["in_progress", "delivered", "completed"];

/**
 * What the client and one of its providers have written to each other by `at`, in order; nothing where they could not, or
 * had no reason to: a sealed auction before its deadline, an offer that was withdrawn.
 */
export function conversationOf(
  { life, remote }: DemoMission,
  offer: DemoOffer,
  at: number,
  random: Random,
): DemoMessage[] {
  const working = offer.status === "accepted" && WORKING.includes(life.status);
  const open = life.status === "published" || life.status === "closed";
  const sealed = life.auction === "sealed" && life.status === "published";
  if (!working && (!open || sealed || offer.status !== "submitted")) return [];
  const texts = !working
    ? random.pick(conversationTexts.before)
    : random.pick(remote ? conversationTexts.remoteWork : conversationTexts.work);
  const done = working && life.status !== "in_progress" ? conversationTexts.done : [];
  const from = working ? (life.awardedAt ?? offer.createdAt) : offer.createdAt;
  const opened = life.auction === "sealed" ? Math.max(from, life.deadline ?? from) : from;
  const until = Math.min(at, life.endedAt ?? at);
  const lines = [...texts, ...done];
  // What was begun a while ago was said within some days.
  const room = Math.min(until - opened - MINUTE, lines.length * DAY);
  if (room < HOUR) return [];
  // As far as they have come: who writes last is not always the same.
  const count = working ? lines.length : Math.min(lines.length, 1 + random.int(0, lines.length - 1));
  return lines.slice(0, count).map(([by, text], index) => ({
    by,
    text,
    sentAt: Math.round(opened + MINUTE + (room * (index + 0.2 + 0.6 * random.next())) / lines.length),
  }));
}
