import { listeners } from "../../src/server/listeners.ts";
import { createEmit } from "../../src/server/platform/events.ts";

/** As a server's, for what a test lets happen without one. */
export const testEmit = createEmit(listeners({ currency: "EUR" }));
