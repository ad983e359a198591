import type { Drill } from "./drill.ts";

/** Every drill, by name. */
export const drills: readonly Drill[] = [];
