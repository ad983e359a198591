import { heldMs, type Origin, type UserActor } from "../../core/actor.ts";
import { AppError, type RefusedAttempt } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import type { FindActor } from "../../http/requests/authentication.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { databaseRefusal } from "../../platform/database/database-errors.ts";
import {
  type Account,
  findAccount,
  noteSeen,
  type OpenedSession,
  SignedIn,
  toUser,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { endSessionsBeyond } from "./own-session-queries.ts";
import { hashRefreshToken, newRefreshToken, successorsOf } from "./refresh-tokens.ts";
import { MAX_SESSIONS, REPLAY_GRACE_SECONDS } from "./session-lifetime.ts";
import * as queries from "./session-queries.ts";
import { UnansweredRefreshes } from "./unanswered-refreshes.ts";

const UNKNOWN_TOKEN: RefusedAttempt = {
  action: "session.refresh",
  resource: { type: "session", id: null },
  reason: "unknown_token",
};

/** A session for an account that needs no more proof, in the caller's transaction. */
export type OpenSession = (tx: Tx, account: Account, origin: Origin) => Promise<OpenedSession>;

export interface SessionDependencies {
  readonly database: Database;
  readonly accessTokens: AccessTokens;
  /**
   * From which successors of refresh tokens derive; the first issues. Every instance has to know a new
   * key before the first one issues with it: a successor of an unknown key looks like a stolen token.
   */
  readonly refreshKeys: readonly Buffer[];
}

export interface SessionService {
  /** Throws `unauthenticated`, `token_expired` or `suspended`; a token seen again ends its session. */
  refresh(token: string | null, origin: Origin): Promise<OpenedSession>;
  /** Ends the session of the access token and that of the refresh token, whichever there are. */
  signOut(actor: UserActor | null, token: string | null, origin: Origin): Promise<void>;
  readonly open: OpenSession;
  readonly findActor: FindActor;
}

export function createSessionService(deps: SessionDependencies): SessionService {
  const { database, accessTokens, refreshKeys } = deps;
  const unanswered = new UnansweredRefreshes();

  const answer = async (account: Account, moment: queries.SessionMoment, refreshToken: string) => ({
    signedIn: checked(SignedIn, {
      user: toUser(account),
      ...(await accessTokens.issue(moment, moment.now)),
    }),
    refreshToken,
  });

  const open: OpenSession = async (tx, account, origin) => {
    const token = newRefreshToken();
    const { address } = origin;
    const userAgent = printable(origin.userAgent);
    const tokenHash = hashRefreshToken(token);
    const moment = await queries.insertSession(tx, { userId: account.id, tokenHash, userAgent, address });
    if (moment === null) throw new AppError("suspended", { reason: account.suspensionReason });
    await noteSeen(tx, account.id);
    const actor = actorOf(account, moment.sessionId, origin);
    await recordAudit(tx, actor, {
      action: "session.login",
      resource: { type: "session", id: moment.sessionId },
    });
    for (const id of await endSessionsBeyond(tx, account.id, MAX_SESSIONS, "too_many")) {
      await recordAudit(tx, actor, {
        action: "session.end",
        resource: { type: "session", id },
        changes: { reason: "too_many" },
      });
    }
    return answer(account, moment, token);
  };

  /** null when it cannot be rotated, whatever the reason. */
  const rotate = (token: string): Promise<OpenedSession | null> => {
    const [successor] = successorsOf(token, refreshKeys);
    return database.transaction(async (tx) => {
      const moment = await queries.rotateToken(tx, hashRefreshToken(token), hashRefreshToken(successor));
      const account = moment && (await findAccount(tx, moment.userId));
      if (account !== null) await noteSeen(tx, account.id);
      return account && answer(activeAccount(account), moment, successor);
    });
  };

  /**
   * A token that could not be rotated: its successor once more within the grace, else the end of the family. The grace
   * is judged by when the request came in, or the first like it that got no answer, not by when the database had time:
   * docs/decisions/2026-11-29-judged-by-when-a-request-came-in.md.
   */
  const replay = async (token: string, origin: Origin): Promise<OpenedSession> => {
    const candidates = new Map(
      successorsOf(token, refreshKeys).map((one) => [hashRefreshToken(one).toString("hex"), one]),
    );
    const hashes = [...candidates.keys()].map((hex) => Buffer.from(hex, "hex"));
    const tokenHash = hashRefreshToken(token);
    const spent = await queries.findSpentToken(database.writer, tokenHash, hashes);
    const held = heldMs({ arrivedAt: unanswered.firstArrival(tokenHash) ?? origin.arrivedAt });
    if (spent === null) throw new AppError("unauthenticated", { attempt: UNKNOWN_TOKEN });
    if (spent.ended) throw new AppError("unauthenticated");
    if (spent.expired) throw new AppError("token_expired");
    const inTime = spent.usedMs !== null && spent.usedMs - held <= REPLAY_GRACE_SECONDS * 1_000;
    const successor = inTime ? candidates.get(spent.liveSuccessorHash?.toString("hex") ?? "") : undefined;
    const account = await findAccount(database.writer, spent.userId);
    if (account === null) throw new AppError("unauthenticated");
    if (successor !== undefined) return answer(activeAccount(account), spent, successor);
    await database.transaction(async (tx) => {
      await queries.endSession(tx, spent, "refresh_token_reused");
      await recordAudit(tx, actorOf(account, spent.sessionId, origin), {
        action: "session.refresh",
        resource: { type: "session", id: spent.sessionId },
        result: "refused",
        changes: { reason: "refresh_token_reused" },
      });
    });
    throw new AppError("unauthenticated");
  };

  return {
    open,

    async refresh(token, origin) {
      if (token === null) throw new AppError("unauthenticated");
      try {
        return (await rotate(token)) ?? (await replay(token, origin));
      } catch (error) {
        if (databaseRefusal(error) !== null) unanswered.remember(hashRefreshToken(token), origin.arrivedAt);
        throw error;
      }
    },

    async signOut(actor, token, origin) {
      await database.transaction(async (tx) => {
        const ended = [
          actor && (await queries.endSession(tx, actor, "logout")),
          token && (await queries.endSession(tx, { tokenHash: hashRefreshToken(token) }, "logout")),
        ];
        for (const session of ended) {
          const account = session && (await findAccount(tx, session.userId));
          if (!session || !account) continue;
          await recordAudit(tx, actorOf(account, session.sessionId, origin), {
            action: "session.logout",
            resource: { type: "session", id: session.sessionId },
          });
        }
      });
    },

    async findActor(subject, origin, askedPartyId) {
      // From the primary at each request: a logout, a suspension, a change of role and a removal hold at once.
      const owner = await queries.findLiveSession(database.writer, subject, askedPartyId);
      if (owner === null) throw new AppError("unauthenticated");
      const { userId, ownPartyId, partyId, partyRole, roles } = owner;
      if (partyId === null || partyRole === null) throw new AppError("forbidden");
      return {
        kind: "user",
        userId,
        partyId,
        partyRole,
        ownPartyId,
        sessionId: subject.sessionId,
        roles: new Set(roles),
        ...origin,
      };
    },
  };
}

/** What a browser says of itself, without the control characters that a header may carry. */
function printable(userAgent: string | null): string | null {
  return userAgent?.replace(/\p{Cc}/gu, " ") ?? null;
}

function activeAccount(account: Account): Account {
  if (account.suspendedAt !== null) throw new AppError("suspended", { reason: account.suspensionReason });
  return account;
}

function actorOf(account: Account, sessionId: string, origin: Origin): UserActor {
  const { id, partyId, roles } = account;
  const acting = { partyId, ownPartyId: partyId, partyRole: "owner" } as const;
  return { kind: "user", userId: id, ...acting, sessionId, roles: new Set(roles), ...origin };
}
