import type { Market } from "../../src/server/features/missions/index.ts";
import { listeners } from "../../src/server/listeners.ts";
import { createEmit } from "../../src/server/platform/events.ts";

/** As a server's, for what a test lets happen without one. */
export const testMarket: Market = { currency: "EUR", emit: createEmit(listeners("EUR")) };
