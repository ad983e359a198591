import { z } from "zod";
import { Id, Instant, PageQuery, page } from "../../http/common-contract.ts";

/** What others than its client can see, or could. */
export const ModeratedState = z.enum([
  "published",
  "closed",
  "awarded",
  "in_progress",
  "delivered",
  "completed",
  "disputed",
  "cancelled",
  "expired",
  "hidden",
]);
export type ModeratedState = z.infer<typeof ModeratedState>;

/** A mission as moderators find it, whatever its state. */
export const ModeratedMission = z
  .strictObject({
    id: Id,
    title: z.string(),
    status: ModeratedState,
    client: z.strictObject({ id: Id, displayName: z.string() }),
    provider: z
      .strictObject({ id: Id, displayName: z.string() })
      .nullable()
      .meta({ description: "Who has the award; null where nobody has" }),
    updatedAt: Instant,
  })
  .meta({ id: "ModeratedMission" });
export type ModeratedMission = z.infer<typeof ModeratedMission>;

export const ModeratedMissionPage = page(ModeratedMission);
export const ModeratedMissionsQuery = PageQuery.extend({
  status: ModeratedState,
});
