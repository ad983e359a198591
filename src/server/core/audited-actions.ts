const MOVE = ["from", "to", "deadline", "reason"] as const;
const OFFER = ["missionId", "status", "priceCents"] as const;
const ROLES = ["roles", "newPassword"] as const;
const LOOK = ["shown"] as const;

/**
 * Everything that the log of actions knows, and for each action what its `changes` may hold besides: ids, states, numbers,
 * words of the program. Whatever is not named here is kept out: a secret, a password, a token, a message's text and a
 * sealed price are nowhere in it. An action that ends in `.look` is a look of a moderator, an administrator or an operator
 * at what is private; `shown` are the ids of what was answered.
 */
export const auditedActions = {
  "account.add_roles": ROLES,
  "account.ask_email_change": [],
  "account.ask_verification": [],
  "account.change_email": [],
  "account.change_password": ["endOtherSessions"],
  "account.create": ROLES,
  "account.forgot_password": [],
  "account.reauthenticate": [],
  "account.register": [],
  "account.reset_password": [],
  "account.update": ["displayName", "locale"],
  "account.verify_email": [],
  "audit.cosign": ["origin", "size", "root"],
  "audit.details_expired": [],
  "audit.look": [
    "actorId",
    "partyId",
    "action",
    "resourceType",
    "resourceId",
    "result",
    "from",
    "to",
    "format",
  ],
  "audit.prune": ["before", "entries", "reason"],
  "audit.restart": ["from", "to", "published", "here", "lost", "reason"],
  "backup.base": ["madeBy", "bytes", "removed"],
  "backup.restore_to": ["to"],
  "backup.create": ["madeBy", "bytes", "rows"],
  "backup.prune": ["removed"],
  "calendar.make": [],
  "calendar.revoke": [],
  "command.demo": ["missions", "offers", "seed"],
  "command.migrate": ["migrations"],
  "contact.forget": ["fields"],
  "contact.share": ["with"],
  "contact.unshare": ["with"],
  "contact.update": ["fields"],
  "conversation.read": ["missionId", "because"],
  "data.export": [],
  "data.import": ["tables", "rows", "from"],
  "favourite.add": [],
  "favourite.remove": [],
  "message.post": ["missionId", "conversationId"],
  "mission.addendum": [],
  "mission.award": MOVE,
  "mission.award_early": MOVE,
  "mission.cancel": MOVE,
  "mission.change": ["fields"],
  "mission.close": MOVE,
  "mission.complete": MOVE,
  "mission.create": [],
  "mission.decline": MOVE,
  "mission.delete": [],
  "mission.deliver": MOVE,
  "mission.dispute": MOVE,
  "mission.expire": MOVE,
  "mission.extend": MOVE,
  "mission.hide": MOVE,
  "mission.lapse": MOVE,
  "mission.look": LOOK,
  "mission.publish": MOVE,
  "mission.read_award": ["providerPartyId"],
  "mission.read_record": [],
  "mission.record": ["head"],
  "mission.request_changes": MOVE,
  "mission.resolve_cancelled": MOVE,
  "mission.resolve_completed": MOVE,
  "mission.resolve_in_progress": MOVE,
  "mission.start": MOVE,
  "mission.unhide": MOVE,
  "mission.work_address": ["given"],
  "mission.write_root": ["offerRevisions"],
  "notifications.prefer": ["kinds"],
  "notifications.unsubscribe": ["kinds"],
  "offer.award": OFFER,
  "offer.look": LOOK,
  "offer.lower": OFFER,
  "offer.make": OFFER,
  "offer.read_receipt": ["missionId"],
  "offer.withdraw": OFFER,
  "party.block": [],
  "party.change_role": ["userId", "from", "to"],
  "party.create": ["kind"],
  "party.dissolve": [],
  "party.hand_over": ["userId"],
  "party.invite": ["invitationId", "role"],
  "party.join": ["userId", "role"],
  "party.leave": ["userId"],
  "party.look": LOOK,
  "party.relate_offers": ["userId", "missions"],
  "party.remove_member": ["userId"],
  "party.rename": ["displayName"],
  "party.revoke_invitation": ["invitationId"],
  "party.unblock": [],
  "passkey.create": [],
  "passkey.delete": [],
  "privacy.erase": ["partyId"],
  "privacy.export": [],
  "privacy.look": [],
  "privacy.take_export": [],
  "question.answer": ["missionId", "number", "asAddendum"],
  "question.ask": ["missionId", "number"],
  "question.look": LOOK,
  "report.create": ["subject", "category"],
  "report.decide": ["outcome"],
  "report.look": LOOK,
  "request.refuse": [],
  "request.refuse_others": [],
  "saved_search.change": ["fields", "frequency"],
  "saved_search.create": ["frequency"],
  "saved_search.delete": [],
  "saved_search.review": [],
  "second_factor.begin": [],
  "second_factor.disable": [],
  "second_factor.enable": [],
  "second_factor.renew_recovery_codes": [],
  "second_factor.use_recovery_code": [],
  "session.end": ["reason"],
  "session.end_others": [],
  "session.login": [],
  "session.logout": [],
  "session.refresh": [],
  "session.use": [],
  "statement.look": [],
  "user.end_sessions": ["reason"],
  "user.look": LOOK,
  "user.reinstate": ["missionsShown", "reason"],
  "user.roles": ["from", "to", "reason"],
  "user.suspend": ["missionsHidden", "offersWithdrawn", "reason"],
} as const satisfies Record<string, readonly string[]>;

export type AuditedActionName = keyof typeof auditedActions;

/** What a refusal of any action may hold: why, by which route, and of how many in how many seconds the entry tells. */
export const refusalChanges = ["reason", "route", "count", "seconds"] as const;

type Value = string | number | boolean | null | readonly string[];
type KeyOf<Action extends AuditedActionName> =
  | (typeof auditedActions)[Action][number]
  | (typeof refusalChanges)[number];

export type ChangesOf<Action extends AuditedActionName> = { readonly [Key in KeyOf<Action>]?: Value };

/** Those of `keys` that an entry of this action may not hold. */
export function unnamedChanges(
  action: AuditedActionName,
  result: "done" | "refused",
  keys: readonly string[],
): string[] {
  const named: readonly string[] = auditedActions[action] ?? [];
  const allowed = result === "refused" ? [...named, ...refusalChanges] : named;
  return keys.filter((key) => !allowed.includes(key));
}
