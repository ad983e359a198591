import { z } from "zod";
import { Id, Instant, PageQuery, page } from "../../http/common-contract.ts";

export const RestrictionKind = z.enum([
  "mission_hidden",
  "mission_shown",
  "account_suspended",
  "account_reinstated",
  "question_hidden",
]);
export type RestrictionKind = z.infer<typeof RestrictionKind>;

export const Restriction = z
  .strictObject({
    id: Id,
    kind: RestrictionKind,
    missionId: Id.nullable(),
    missionTitle: z.string().nullable(),
    reason: z.string(),
    createdAt: Instant,
  })
  .meta({ id: "Restriction" });
export type Restriction = z.infer<typeof Restriction>;

export const RestrictionPage = page(Restriction);
export const RestrictionsQuery = PageQuery.extend({ missionId: Id.optional() });
