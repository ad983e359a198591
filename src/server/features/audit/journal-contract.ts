import { z } from "zod";
import { Id, Instant, InstantInput, PageQuery, page } from "../../http/common-contract.ts";

const Result = z.enum(["done", "refused"]);

/** An entry of the log of actions as administrators read it. */
export const AuditEvent = z
  .strictObject({
    id: Id,
    at: Instant,
    action: z.string(),
    result: Result,
    actor: z.strictObject({
      kind: z.enum(["user", "visitor", "system"]),
      id: Id.nullable().meta({ description: "Of the user" }),
      partyId: Id.nullable().meta({ description: "For which it acted" }),
      name: z.string().nullable().meta({ description: "Of the program's part, or the operator's command" }),
    }),
    resource: z.strictObject({ type: z.string(), id: Id.nullable() }),
    requestId: z.string(),
    details: z
      .strictObject({
        address: z.string().nullable(),
        userAgent: z.string().nullable(),
        changes: z.record(z.string(), z.unknown()).nullable(),
      })
      .nullable()
      .meta({ description: "null once they were deleted; the entry keeps a salted hash of them" }),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditEventPage = page(AuditEvent);

const Word = z.string().regex(/^[a-z][a-z_]{0,39}$/);

export const AuditEventsQuery = PageQuery.extend({
  actorId: Id.optional().meta({ description: "Who did it: a user" }),
  partyId: Id.optional().meta({ description: "For which party it was done" }),
  action: z
    .string()
    .regex(/^[a-z][a-z_]{0,39}(\.[a-z_]{0,39})?$/)
    .optional()
    .meta({ description: "How the action begins: `mission.` for everything about missions" }),
  resourceType: Word.optional(),
  resourceId: Id.optional(),
  result: Result.optional(),
  from: InstantInput.optional().meta({ description: "From this moment on" }),
  to: InstantInput.optional().meta({ description: "Before this moment" }),
  format: z
    .enum(["json", "csv"])
    .optional()
    .meta({ description: "`csv`, or `Accept: text/csv`: a file of what was found, beginning at the cursor" }),
});
export type AuditEventsQuery = z.infer<typeof AuditEventsQuery>;
