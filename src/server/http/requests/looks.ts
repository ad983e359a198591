import type { Actor, UserActor } from "../../core/actor.ts";
import type { AuditedActionName } from "../../core/audited-actions.ts";
import type { App } from "../app.ts";

/** How an answer is a look at what is private. */
export interface Look {
  /** What the id in the path names; of a list what its items are. */
  readonly type: string;
  /** Whether this answer shows what its reader's roles alone let it see; absent: each answer does. */
  readonly isPrivate?: (answer: unknown, actor: UserActor) => boolean;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * Moderators, or administrators, see here what is private: the entry that `audit` names is committed before the answer
     * leaves, and without it none does. HEAD tells nothing and leaves none.
     */
    look?: Look;
  }
}

/** Of answers of one type. */
export const lookAt = <Answer>(
  type: string,
  isPrivate: (answer: Answer, actor: UserActor) => boolean,
): Look => ({ type, isPrivate: (answer, actor) => isPrivate(answer as Answer, actor) });

/** Resolves once the entry is committed. `shown`: the ids that a list holds; null where there are none. */
export type RecordLook = (
  actor: Actor,
  look: {
    readonly action: AuditedActionName;
    readonly resource: { readonly type: string; readonly id: string | null };
    readonly shown: readonly string[] | null;
  },
) => Promise<void>;

export function noteLooks(api: App, record: RecordLook): void {
  api.addHook("preSerialization", async (request, reply, answer) => {
    const { audit, look } = request.routeOptions.config;
    const { actor } = request;
    if (look === undefined || request.method !== "GET" || reply.statusCode !== 200) return answer;
    if (actor.kind !== "user" || look.isPrivate?.(answer, actor) === false) return answer;
    const { id = null } = request.params as { readonly id?: string };
    await record(actor, {
      action: audit as AuditedActionName,
      resource: { type: look.type, id },
      shown: shownBy(answer),
    });
    return answer;
  });
}

function shownBy(answer: unknown): string[] | null {
  const { items = [] } = answer as { readonly items?: readonly { id?: string; userId?: string }[] };
  const ids = items.flatMap(({ id, userId }) => id ?? userId ?? []);
  return ids.length === 0 ? null : ids;
}
