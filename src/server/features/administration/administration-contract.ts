import { z } from "zod";
import { Id, Instant, PageQuery, page, plainText } from "../../http/common-contract.ts";

const Role = z.enum(["client", "provider", "moderator", "admin"]);
const Why = plainText({ min: 1, max: 500, multiline: true });

/** An account as those who look after accounts see it; nobody else is shown an address. */
export const ManagedUser = z
  .strictObject({
    id: Id,
    partyId: Id,
    email: z.string(),
    displayName: z.string(),
    roles: z.array(Role),
    suspendedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: "ManagedUser" });
export type ManagedUser = z.infer<typeof ManagedUser>;

export const ManagedUserPage = page(ManagedUser);
export const ManagedUsersQuery = PageQuery.extend({
  q: plainText({ min: 1, max: 254 }).optional(),
});

export const ManagedUserChange = z
  .strictObject({
    roles: z
      .array(Role)
      .min(1)
      .max(4)
      .check((context) => {
        if (new Set(context.value).size < context.value.length) {
          context.issues.push({ code: "custom", input: context.value, params: { code: "duplicate" } });
        }
      })
      .meta({ uniqueItems: true })
      .optional(),
    suspended: z.boolean().optional(),
    handOverParties: z.boolean().optional().meta({
      description: "With a suspension: organisations without another owner go to the moderators' care",
    }),
    reason: Why,
  })
  .check((context) => {
    const { roles, suspended } = context.value;
    if (roles !== undefined || suspended !== undefined) return;
    context.issues.push({
      code: "custom",
      input: context.value,
      path: ["suspended"],
      params: { code: "required" },
    });
  })
  .meta({ id: "ManagedUserChange" });
export type ManagedUserChange = z.infer<typeof ManagedUserChange>;

export const SessionsEnd = z.strictObject({ reason: Why });
