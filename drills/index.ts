import { alerts } from "./alerts/index.ts";
import { attacks } from "./attacks/index.ts";
import { delivery } from "./delivery/index.ts";
import type { Drill } from "./drill.ts";
import { hardTimes } from "./hard-times/hard-times.ts";
import { inDepth } from "./in-depth.ts";
import { live } from "./live/index.ts";
import { log } from "./log/index.ts";
import { pointInTime } from "./point-in-time/index.ts";
import { postgres18 } from "./postgres-18.ts";
import { protections } from "./protections/index.ts";
import { secondPlaces } from "./second-places/index.ts";
import { takenIn } from "./taken-in.ts";

/** Every drill, by name. */
export const drills: readonly Drill[] = [
  alerts,
  attacks,
  delivery,
  hardTimes,
  inDepth,
  live,
  log,
  pointInTime,
  postgres18,
  protections,
  secondPlaces,
  takenIn,
];
