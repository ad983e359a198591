import { z } from "zod";
import {
  compared,
  Email,
  Id,
  Instant,
  PageQuery,
  page,
  passedOver,
  plainText,
} from "../../http/common-contract.ts";

export const PartyRole = z.enum(["owner", "manager", "member"]);
const DisplayName = plainText({ min: 1, max: 100 });

export const NewParty = z
  .strictObject({ kind: z.enum(["company", "association", "public_body"]), displayName: DisplayName })
  .meta({ id: "NewParty" });
export type NewParty = z.infer<typeof NewParty>;

export const Party = z
  .strictObject({
    id: Id,
    kind: z.enum(["person", "company", "association", "public_body"]),
    displayName: z.string(),
    status: z
      .enum(["active", "in_custody", "dissolved"])
      .meta({ description: "`in_custody`: without an owner, in the care of the moderators" }),
    own: z.boolean().meta({ description: "The caller's own party, which takes nobody else" }),
    role: PartyRole.nullable().meta({ description: "The caller's; null for moderators who do not belong" }),
    memberCount: z.int(),
    createdAt: Instant,
  })
  .meta({ id: "Party" });
export type Party = z.infer<typeof Party>;

export const PartyChange = z
  .strictObject({
    displayName: DisplayName,
    id: compared,
    kind: compared,
    createdAt: compared,
    status: passedOver,
    own: passedOver,
    role: passedOver,
    memberCount: passedOver,
  })
  .partial()
  .meta({ id: "PartyChange" });
export type PartyChange = z.infer<typeof PartyChange>;

export const PartyPage = page(Party);
export const CustodyQuery = PageQuery;

export const MemberParams = z.object({ id: Id, userId: Id });
export const Member = z
  .strictObject({
    userId: Id,
    displayName: z.string(),
    role: PartyRole,
    since: Instant,
    suspended: z.boolean(),
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof Member>;
export const MemberPage = page(Member);
export const MembersQuery = PageQuery;
export const RoleChange = z
  .strictObject({
    role: PartyRole,
    userId: passedOver,
    displayName: passedOver,
    since: passedOver,
    suspended: passedOver,
  })
  .meta({ id: "RoleChange" });

export const InvitationParams = z.object({ id: Id, invitationId: Id });
export const NewInvitation = z
  .strictObject({ email: Email, role: PartyRole.default("member") })
  .meta({ id: "NewInvitation" });
export type NewInvitation = z.infer<typeof NewInvitation>;
export const Invitation = z
  .strictObject({
    id: Id,
    email: z.string().meta({ description: "As addresses are compared" }),
    role: PartyRole,
    invitedBy: z.strictObject({ userId: Id, displayName: z.string() }),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = page(Invitation);
export const InvitationsQuery = PageQuery;

const token = z.string().min(1).max(200);
export const InvitationToken = z.strictObject({ token });
/** What somebody reads before it decides. */
export const ReceivedInvitation = z
  .strictObject({
    party: z.strictObject({
      kind: z.enum(["company", "association", "public_body"]),
      displayName: z.string(),
    }),
    role: PartyRole,
    invitedBy: z.string(),
    expiresAt: Instant,
  })
  .meta({ id: "ReceivedInvitation" });
export type ReceivedInvitation = z.infer<typeof ReceivedInvitation>;
export const Acceptance = z
  .strictObject({
    token,
    acceptRelatedOffers: z
      .boolean()
      .default(false)
      .meta({ description: "To join although offers of one's parties then stand against each other" }),
  })
  .meta({ id: "Acceptance" });
export type Acceptance = z.infer<typeof Acceptance>;
