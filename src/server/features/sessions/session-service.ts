import type { Origin, UserActor } from "../../core/actor.ts";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { VerifyToken } from "../../http/authentication.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import {
  type Account,
  emailKey,
  findAccount,
  findAccountByEmail,
  type OpenedSession,
  type PasswordHashing,
  toUser,
} from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { hashRefreshToken, newRefreshToken, successorsOf } from "./refresh-tokens.ts";
import type { Credentials } from "./session-contract.ts";
import * as queries from "./session-queries.ts";

export interface SessionDependencies {
  readonly database: Database;
  readonly hashing: PasswordHashing;
  readonly accessTokens: AccessTokens;
  /**
   * From which successors of refresh tokens derive; the first issues. Every instance has to know a new
   * key before the first one issues with it: a successor of an unknown key looks like a stolen token.
   */
  readonly refreshKeys: readonly Buffer[];
  readonly emailVerification: "required" | "off";
}

export interface SessionService {
  /** Throws `invalid_credentials`; after the right password also `suspended` or `email_not_verified`. */
  signIn(credentials: Credentials, origin: Origin): Promise<OpenedSession>;
  /** Throws `unauthenticated`, `token_expired` or `suspended`; a token seen again ends its session. */
  refresh(token: string | null, origin: Origin): Promise<OpenedSession>;
  /** Ends the session of the access token and that of the refresh token, whichever there are. */
  signOut(actor: UserActor | null, token: string | null, origin: Origin): Promise<void>;
  /** A session for an account that needs no more proof, in the caller's transaction. */
  open(tx: Tx, account: Account, origin: Origin): Promise<OpenedSession>;
  verifyToken: VerifyToken;
}

export function createSessionService(deps: SessionDependencies): SessionService {
  const { database, hashing, accessTokens, refreshKeys } = deps;

  const answer = async (account: Account, moment: queries.SessionMoment, refreshToken: string) => ({
    signedIn: { user: toUser(account), ...(await accessTokens.issue(moment, moment.now)) },
    refreshToken,
  });

  const open: SessionService["open"] = async (tx, account, origin) => {
    const token = newRefreshToken();
    const moment = await queries.insertSession(tx, account.id, hashRefreshToken(token));
    if (moment === null) throw new AppError("suspended");
    await recordAudit(tx, actorOf(account, moment.sessionId, origin), {
      action: "session.login",
      resource: { type: "session", id: moment.sessionId },
    });
    return answer(account, moment, token);
  };

  /** The same work for a known address as for an unknown one, up to and with the audit entry. */
  const refuseSignIn = async (account: Account | null, code: ErrorCode, origin: Origin): Promise<never> => {
    await database.transaction((tx) =>
      recordAudit(
        tx,
        { kind: "visitor", ...origin },
        { action: "session.login", resource: { type: "user", id: account?.id ?? null }, result: "refused" },
      ),
    );
    throw new AppError(code);
  };

  /** A token that could not be rotated: its successor once more within the grace, else the end of the family. */
  const replay = async (token: string, origin: Origin): Promise<OpenedSession> => {
    const candidates = new Map(
      successorsOf(token, refreshKeys).map((one) => [hashRefreshToken(one).toString("hex"), one]),
    );
    const hashes = [...candidates.keys()].map((hex) => Buffer.from(hex, "hex"));
    const spent = await queries.findSpentToken(database.writer, hashRefreshToken(token), hashes);
    if (spent === null || spent.ended) throw new AppError("unauthenticated");
    if (spent.expired) throw new AppError("token_expired");
    const successor = candidates.get(spent.liveSuccessorHash?.toString("hex") ?? "");
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

    async signIn({ email, password }, origin) {
      const account = await findAccountByEmail(database.writer, emailKey(email));
      const right = await hashing.verify(account?.passwordHash ?? null, password);
      if (account === null || !right) return refuseSignIn(account, "invalid_credentials", origin);
      if (account.suspendedAt !== null) return refuseSignIn(account, "suspended", origin);
      if (deps.emailVerification === "required" && account.emailVerifiedAt === null) {
        return refuseSignIn(account, "email_not_verified", origin);
      }
      return database.transaction((tx) => open(tx, account, origin));
    },

    async refresh(token, origin) {
      if (token === null) throw new AppError("unauthenticated");
      const [successor] = successorsOf(token, refreshKeys);
      const rotated = await database.transaction(async (tx) => {
        const moment = await queries.rotateToken(tx, hashRefreshToken(token), hashRefreshToken(successor));
        const account = moment && (await findAccount(tx, moment.userId));
        return account && answer(activeAccount(account), moment, successor);
      });
      return rotated ?? replay(token, origin);
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

    async verifyToken(token, origin) {
      const subject = await accessTokens.read(token);
      // From the primary at each request: a logout, a suspension and a change of role hold at once.
      const owner = await queries.findLiveSession(database.writer, subject);
      if (owner === null) throw new AppError("unauthenticated");
      const { userId, partyId, roles } = owner;
      return {
        kind: "user",
        userId,
        partyId,
        sessionId: subject.sessionId,
        roles: new Set(roles),
        ...origin,
      };
    },
  };
}

function activeAccount(account: Account): Account {
  if (account.suspendedAt !== null) throw new AppError("suspended");
  return account;
}

function actorOf(account: Account, sessionId: string, origin: Origin): UserActor {
  const { id, partyId, roles } = account;
  return { kind: "user", userId: id, partyId, sessionId, roles: new Set(roles), ...origin };
}
