export const roles = ["client", "provider", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

/** What somebody is in a party, from who may all to who may least; everybody owns the own one. */
export const partyRoles = ["owner", "manager", "member"] as const;
export type PartyRole = (typeof partyRoles)[number];

/** Where a request comes from: kept in the audit log's details, never in its entries. */
export interface Origin {
  readonly requestId: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The language of the page of ours that asked; null: no page of ours did. */
  readonly page: "fr" | "en" | null;
  /** When it came in, in milliseconds of this process's monotonic clock (`performance.now()`). */
  readonly arrivedAt: number;
}

/** Nobody is waited for longer: what a request may win by having been held up is bounded. */
const LONGEST_HELD_MS = 60_000;

/**
 * For how many milliseconds we have held a request up by now. What ran out meanwhile had not when it came in: by a
 * duration on the database's clock and one on ours this is judged without comparing the two.
 */
export function heldMs({ arrivedAt }: Pick<Origin, "arrivedAt">): number {
  return Math.min(performance.now() - arrivedAt, LONGEST_HELD_MS);
}

/** A signed-in user. What is owned belongs to the party; what is done is done by the user. */
export interface UserActor extends Origin {
  readonly kind: "user";
  readonly userId: string;
  /** For whom the request acts: the own party, or one that the user belongs to. */
  readonly partyId: string;
  readonly partyRole: PartyRole;
  readonly ownPartyId: string;
  readonly sessionId: string;
  readonly roles: ReadonlySet<Role>;
}

export interface VisitorActor extends Origin {
  readonly kind: "visitor";
}

/** The program itself: timers, migrations, an operator's command. */
export interface SystemActor extends Origin {
  readonly kind: "system";
  readonly name: string;
}

export type Actor = UserActor | VisitorActor | SystemActor;

export function systemActor(name: string, requestId: string): SystemActor {
  const nobody = { address: null, userAgent: null, page: null } as const;
  return { kind: "system", name, requestId, ...nobody, arrivedAt: performance.now() };
}

/** The party whose things this actor may see as its own; null for visitors and the system. */
export function partyOf(actor: Actor): string | null {
  return actor.kind === "user" ? actor.partyId : null;
}

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.kind === "user" && actor.roles.has(role);
}

/**
 * A write as it was asked for: by whom and, when the caller sent an Idempotency-Key, under which key.
 * `fingerprint` is a hash of method, path and validated body.
 */
export interface Command<A extends Actor = UserActor> {
  readonly actor: A;
  readonly idempotency: {
    readonly key: string;
    readonly fingerprint: string;
    /** A limit refuses the command, unless it repeats one that was carried out. */
    readonly refusal: Error | null;
  } | null;
  readonly answer: AnswerCheck;
}

/** What a write's answer passes before the write is committed. */
export interface AnswerCheck {
  /** Throws when the route's schema does not allow this answer. */
  check(body: unknown): void;
  /** An answer that was given before is given again as it was, whatever the schema says by now. */
  repeat(body: unknown): void;
}
