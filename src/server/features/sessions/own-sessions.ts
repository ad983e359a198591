import type { UserActor } from "../../core/actor.ts";
import { notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import { endOwnSession, findSessionsOf } from "./own-session-queries.ts";
import type { Session } from "./session-contract.ts";
import { MAX_SESSIONS } from "./session-lifetime.ts";
import { endSessionsOf } from "./session-queries.ts";

/** What a person does with the list of their own sessions; each end holds on every instance at once. */
export interface OwnSessions {
  /** Last used first. */
  list(actor: UserActor): Promise<Session[]>;
  /** Throws `not_found` for one that is another's, unknown or over. */
  end(actor: UserActor, sessionId: string): Promise<void>;
  /** All but the one that asks. */
  endOthers(actor: UserActor): Promise<void>;
}

export function createOwnSessions(database: Database): OwnSessions {
  return {
    // From the primary: who has just ended one sees it gone.
    async list({ userId, sessionId }) {
      const rows = await findSessionsOf(database.writer, userId, MAX_SESSIONS);
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        current: row.id === sessionId,
        userAgent: row.userAgent,
        address: row.address,
      }));
    },

    end: (actor, sessionId) =>
      database.transaction(async (tx) => {
        if (!(await endOwnSession(tx, actor.userId, sessionId, "ended_by_owner"))) throw notFound();
        await recordAudit(tx, actor, { action: "session.end", resource: { type: "session", id: sessionId } });
      }),

    endOthers: (actor) =>
      database.transaction(async (tx) => {
        await endSessionsOf(tx, actor.userId, "ended_by_owner", actor.sessionId);
        await recordAudit(tx, actor, {
          action: "session.end_others",
          resource: { type: "user", id: actor.userId },
        });
      }),
  };
}
