import type { CompiledJob } from "./catalogue.ts";
import { typographic } from "./french.ts";
import { missionTitle } from "./mission-title.ts";
import type { DemoClient } from "./parties.ts";
import type { DemoPlace } from "./places.ts";
import { practicalSentences } from "./practical.ts";
import type { Random } from "./random.ts";
import { expectations } from "./sentences.ts";
import { render, type Scope, slotValue } from "./template.ts";
import { scopeOf } from "./text-scope.ts";
import type { Setting } from "./texts-schema.ts";

export type MissionText = {
  title: string;
  description: string;
  skills: string[];
  /** What is to be done, as an infinitive: offers take it up. */
  act: string;
  /** By how much the job's sizes move its usual budget. */
  factor: number;
};

export type MissionTextInput = {
  random: Random;
  job: CompiledJob;
  client: DemoClient;
  setting: Setting;
  place: DemoPlace;
  /** The day the work should start. */
  workStart: Date;
};

/** Title and description of one mission; NFC, as all that they are made of is. */
export function missionText(input: MissionTextInput): MissionText {
  const { random, job, client } = input;
  const scope = scopeOf(input);
  for (const name of job.scaling) slotValue(name, scope);
  const act = render(job.act, scope);
  const title = missionTitle(input, act, scope);
  const description = describe(input, scope);
  const write = client.typographic ? typographic : (text: string) => text;
  return {
    title: write(title),
    description: write(description),
    skills: skillsOf(job, random).map(write),
    act,
    factor: scope.factor,
  };
}

function describe({ random, job, client, setting }: MissionTextInput, scope: Scope): string {
  const target = Math.max(330, Math.min(880, 655 + 140 * random.normal()));
  const purpose = [render(random.pick(job.need), scope)];
  const details = drawInOrder(job.more, random);
  const practical = practicalSentences(job.register, client.kind, setting, random);
  let length = (purpose[0] as string).length;
  const logistics: string[] = [];
  // Two details first, then in turn what is practical and what is left, until the text is long enough.
  let kept = 0;
  for (let turn = 0; turn < 12 && length < target; turn += 1) {
    const detail = turn < 2 || turn % 2 === 1;
    const next = detail && kept < details.length ? undefined : practical.shift();
    if (next !== undefined) {
      logistics.push(render(next, scope));
      length += (logistics.at(-1) as string).length + 1;
    } else if (kept < details.length) {
      kept += 1;
      length += 85;
    }
  }
  const chosen = new Set(details.slice(0, kept));
  for (const template of job.more) if (chosen.has(template)) purpose.push(render(template, scope));
  return layOut(random, purpose, logistics, ending(client, random));
}

function drawInOrder<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(random.int(0, left.length - 1), 1));
  return drawn;
}

function ending(client: DemoClient, random: Random): string {
  if (random.chance(0.35)) return "";
  const closing = random.pick(expectations.closings);
  const signed = client.signature !== null && random.chance(0.6);
  if (!signed) return closing.endsWith(".") ? closing : `${closing}.`;
  return `${closing.endsWith(".") ? closing : `${closing},`}\n${client.signature}`;
}

function layOut(random: Random, purpose: string[], logistics: string[], end: string): string {
  const paragraphs = [purpose.join(" "), logistics.join(" "), end].filter((text) => text !== "");
  const body = paragraphs.join(random.chance(0.6) ? "\n\n" : end.includes("\n") ? "\n" : " ");
  return random.chance(0.3) ? `${random.pick(expectations.greetings)}\n\n${body}` : body;
}

function skillsOf(job: CompiledJob, random: Random): string[] {
  if (random.chance(0.06)) return [];
  const count = random.int(2, Math.min(4, job.skills.length));
  const drawn = new Set(drawInOrder(job.skills, random).slice(0, count));
  return job.skills.filter((skill) => drawn.has(skill));
}
