import type { Drill } from "./drill.ts";
import { protections } from "./protections/index.ts";

/** Every drill, by name. */
export const drills: readonly Drill[] = [protections];
