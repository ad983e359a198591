import { z } from "zod";
import { Instant } from "../../http/common-contract.ts";

/** Others are shown to nobody outside, and a dispute reads as the work that it is about. */
const LiveStatus = z.enum([
  "published",
  "closed",
  "awarded",
  "in_progress",
  "delivered",
  "completed",
  "expired",
  "archived",
]);

/** What `data` of each event says: the whole public state of the auction. */
export const LiveState = z
  .strictObject({
    sequence: z.int().min(0).meta({ description: "Rises with each change; also the event's id" }),
    status: LiveStatus,
    offerCount: z.int().min(0),
    bestOfferCents: z.int().nullable().meta({ description: "Always null for a sealed auction" }),
    deadline: Instant,
    extensionCount: z.int().min(0),
    questionCount: z.int().min(0).meta({ description: "Answered ones" }),
    now: z.int().meta({ description: "The server's clock, in milliseconds since 1970" }),
  })
  .meta({ id: "LiveState" });
export type LiveState = z.infer<typeof LiveState>;

/** OpenAPI has no words for the events in a stream. */
export const Events = z.string().meta({
  description: `Server-sent events: \`status\`, \`offer\`, \`deadline\`, \`question\`, each named after what has changed last, with the whole state as its data (${Object.keys(LiveState.shape).join(", ")}) and the sequence as its id; \`gone\` when the mission is no longer shown to anyone. A comment every 15 s.`,
});

export const MOST_POINTS = 500;

export const PriceHistory = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          at: Instant,
          bestOfferCents: z.int().nullable().meta({ description: "null: no offer stood" }),
          offerCount: z.int().min(0),
        }),
      )
      .max(MOST_POINTS)
      .meta({ description: "Oldest first; of a longer history every so many points, and the last" }),
  })
  .meta({ id: "PriceHistory" });
export type PriceHistory = z.infer<typeof PriceHistory>;
