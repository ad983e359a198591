import type { CompiledJob } from "./catalogue.ts";
import { atTown, capitalise, inclusiveForms, spokenName, type Trade } from "./french.ts";
import type { DemoPlace } from "./places.ts";
import type { Random } from "./random.ts";
import { render, type Scope } from "./template.ts";
import type { Setting } from "./texts-schema.ts";

export type TitleInput = { random: Random; job: CompiledJob; setting: Setting; place: DemoPlace };

/** A title: the job, another wording of it, or the trade that is looked for; sometimes with the town. */
export function missionTitle({ random, job, setting, place }: TitleInput, act: string, scope: Scope): string {
  const draw = random.next();
  const title =
    draw < 0.42 || job.titles.length === 0
      ? act
      : draw < 0.76 || job.trade === null
        ? render(random.pick(job.titles), scope)
        : `${wanted(job.trade, scope.several, random)} pour ${act}`;
  const town = setting !== "remote" && title.length < 75 && random.chance(0.22);
  return capitalise(
    town ? `${title} ${random.chance(0.75) ? atTown(place.name) : `(${spokenName(place.name)})`}` : title,
  );
}

/** "Cherche plombière", "Besoin d'un électricien ou d'une électricienne", "Couvreur H/F". */
function wanted(trade: Trade, several: boolean, random: Random): string {
  const gender = random.next();
  if (gender < 0.34) return lead(trade.masculine, "un", several, random);
  if (gender < 0.6) return lead(trade.feminine, "une", several, random);
  if (gender < 0.7) return `${trade.masculine} (H/F)`;
  if (gender < 0.78 && trade.masculine !== trade.feminine)
    return `besoin d'un ${trade.masculine} ou d'une ${trade.feminine}`;
  const form = random.pick(inclusiveForms(trade));
  return random.chance(0.6) ? `${verb(several, random)} ${form}` : form;
}

function lead(name: string, article: string, several: boolean, random: Random): string {
  const draw = random.next();
  if (draw < 0.55) return `${verb(several, random)} ${name}`;
  return draw < 0.75 ? `besoin d'${article} ${name}` : `${verb(several, random)} ${article} ${name}`;
}

function verb(several: boolean, random: Random): string {
  return random.pick(
    several ? ["cherchons", "recherchons", "recherche", "cherche"] : ["cherche", "recherche"],
  );
}
