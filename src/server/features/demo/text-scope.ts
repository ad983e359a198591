import { calendarSlots } from "./calendar.ts";
import type { CompiledJob } from "./catalogue.ts";
import { commonSlots } from "./common-slots.ts";
import { atTown, ofTown } from "./french.ts";
import { firstName } from "./names.ts";
import type { DemoClient } from "./parties.ts";
import type { DemoPlace } from "./places.ts";
import type { Random } from "./random.ts";
import type { Scope, SlotTable } from "./template.ts";
import type { Setting } from "./texts-schema.ts";

export type ScopeInput = {
  random: Random;
  job: CompiledJob;
  client: DemoClient;
  setting: Setting;
  place: DemoPlace;
  workStart: Date;
};

const LARGE_TOWN = 20_000;

/** What the templates of one mission see: the job's slots, then the setting's, then those of every text. */
export function scopeOf({ random, job, client, setting, place, workStart }: ScopeInput): Scope {
  const values = new Map<string, string>();
  const large = place.population >= LARGE_TOWN;
  const townTable = large ? commonSlots.largeTown : commonSlots.smallTown;
  return {
    random,
    several: client.several,
    tables: [job.slots, housing(client, setting, large, random), townTable, commonSlots.every],
    values,
    factor: 1,
    given(name) {
      if (name === "atTown") return atTown(place.name);
      if (name === "ofTown") return ofTown(place.name);
      if (name === "self") return client.self;
      if (name === "girl" || name === "boy") {
        const first = firstName(random, name === "girl");
        values.set(name, first);
        return first;
      }
      return calendarSlots[name]?.(workStart);
    },
  };
}

function housing(client: DemoClient, setting: Setting, large: boolean, random: Random): SlotTable {
  if (client.kind !== "person") return commonSlots.premises[client.kind];
  if (setting === "flat") return commonSlots.flat;
  if (setting === "house") return commonSlots.house;
  return random.chance(large ? 0.7 : 0.25) ? commonSlots.flat : commonSlots.house;
}
