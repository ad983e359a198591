/**
 * Who may call what: one entry a route, as product.md and api.md have it. The walk tries every cell on the
 * running server, and docs/permissions.md shows what stands here. Whoever adds a route adds its entry.
 */

/**
 * Who calls, in the order of a rule's columns. The owner is the client of the missions and the account that
 * sessions and passkeys belong to; the provider has an offer on the mission, or the award. The stranger is a
 * client and the rival a provider of other missions alone.
 */
export const callers = ["visitor", "owner", "stranger", "provider", "rival", "moderator", "admin"] as const;
export type Caller = (typeof callers)[number];

/** What an id names, two of them with a stroke between where the path has two; `nothing` where the path has none, `unknown` where it names nothing. */
export type Subject =
  | "nothing"
  | "unknown"
  | `${"draft" | "published" | "hidden" | "cancelled" | "awarded" | "in progress" | "delivered" | "disputed"} mission`
  | `${"open" | "sealed" | "withdrawn" | "hidden"} offer`
  | `${"question" | "hidden question"}${"" | " on an awarded mission"}`
  | `conversation${"" | " in dispute"}`
  | "report of a message"
  | "session of the owner"
  | "passkey of the owner"
  | "saved search of the owner"
  | "export of the owner"
  | "erasure"
  | "report"
  | "organisation"
  | "organisation in custody"
  | "own party"
  | `member of ${"an organisation" | "one in custody"}`
  | `invitation as a ${"member" | "manager"}`
  | "person"
  | "moderator";

/** Statuses, one a caller; 2xx is tried on a fresh subject each. */
export type Row = `${number} ${number} ${number} ${number} ${number} ${number} ${number}`;

export interface RouteRule {
  /** What no role gives: ownership, part, state. For the reader of docs/permissions.md. */
  readonly who: string;
  /** The smallest body that is valid, so that a refusal is one of permission; `known` is an account that exists. */
  readonly body?: (known: { readonly email: string; readonly partyId: string }) => Record<string, unknown>;
  readonly query?: string;
  /** Each call by an account of its own, with the same roles, because it changes the account or its sessions. */
  readonly ownAccount?: "plain" | "second factor begun" | "second factor";
  readonly on: Partial<Record<Subject, Row>>;
  /** The same route with another body. */
  readonly also?: Pick<RouteRule, "body" | "query" | "on">;
}

export type RouteRules = Readonly<Record<string, RouteRule>>;

/** Routes for signed-in users, each about the own account: no role makes a difference. */
export const anyUser = (status: number): Row =>
  `401 ${status} ${status} ${status} ${status} ${status} ${status}` as Row;
export const anyone = (status: number): Row => `${status} ${anyUser(status).slice(4)}` as Row;
