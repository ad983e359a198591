import { randomUUID } from "node:crypto";
import { type Actor, systemActor } from "../../core/actor.ts";
import type { RefusedAttempt } from "../../core/errors.ts";
import { addressSubject } from "../../http/limits/subject.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { databaseRefusal } from "../../platform/database/database-errors.ts";
import type { Log } from "../../platform/log.ts";
import { recordAudit } from "./audit.ts";

/** A refused attempt and who made it. */
export interface Refusal extends RefusedAttempt {
  readonly actor: Actor;
  /** The route's pattern; null where there was none. */
  readonly route: string | null;
}

/**
 * The refusals of one instance on their way into the log of actions. Equal ones (action, account or network, reason) are
 * one entry a minute with their count, at most `KINDS` of them, and the rest is one entry more: however many attempts are
 * refused, what they cost is bounded. The first of its kind is written within a second, those after it when the minute is
 * over. Each instance gathers its own.
 */
export interface RefusalLog {
  /** Takes it in and returns at once; never throws. */
  note(refusal: Refusal): void;
  /** Writes what waits, whether its minute is over or not; the log says how many could not be written. */
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const GATHERED_MS = 1_000;
const KINDS = 1_000;
const AT_ONCE = 100;

/** What waits of a kind; `first` is null where it is of many kinds. */
interface Waiting {
  readonly first: Refusal | null;
  readonly count: number;
  readonly since: number;
}

interface Kind {
  waiting: Waiting | null;
  writtenAt: number;
}

const newKind = (): Kind => ({ waiting: null, writtenAt: Number.NEGATIVE_INFINITY });

export interface RefusalLogDependencies {
  readonly database: Pick<Database, "transaction">;
  readonly log: Pick<Log, "warn" | "error">;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export function createRefusalLog({
  database,
  log,
  now = () => performance.now(),
}: RefusalLogDependencies): RefusalLog {
  const kinds = new Map<string, Kind>();
  const others = newKind();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const pending = () => [...kinds.values(), others].filter(({ waiting }) => waiting !== null);
  const isCool = ({ writtenAt }: Kind) => now() - writtenAt >= MINUTE_MS;

  /** Throws where the database is away; what cannot be written for another reason is given up, and the log says so. */
  const write = async (entries: readonly Waiting[]): Promise<void> => {
    try {
      await database.transaction(async (tx) => {
        for (const entry of entries) await writeEntry(tx, entry, now());
      });
    } catch (error) {
      if (databaseRefusal(error) !== null) throw error;
      if (entries.length > 1) for (const entry of entries) await write([entry]);
      else log.error({ err: error, action: entries[0]?.first?.action }, "a refusal could not be noted");
    }
  };

  /** Takes out what waits of these kinds, and puts it back when it could not be written. */
  const writeKinds = async (due: readonly Kind[]): Promise<void> => {
    const taken = due.map((kind) => ({ kind, waiting: kind.waiting as Waiting, before: kind.writtenAt }));
    for (const kind of due) {
      kind.waiting = null;
      kind.writtenAt = now();
    }
    try {
      await write(taken.map(({ waiting }) => waiting));
    } catch (error) {
      for (const { kind, waiting, before } of taken) {
        kind.waiting = { ...waiting, count: waiting.count + (kind.waiting?.count ?? 0) };
        kind.writtenAt = before;
      }
      throw error;
    }
  };

  const writeDue = async (isDue: (kind: Kind) => boolean): Promise<void> => {
    const due = pending().filter(isDue);
    for (let at = 0; at < due.length; at += AT_ONCE) await writeKinds(due.slice(at, at + AT_ONCE));
    for (const [name, kind] of kinds) if (kind.waiting === null && isCool(kind)) kinds.delete(name);
  };

  const arm = () => {
    timer ??= setTimeout(() => {
      timer = null;
      writing = writing
        .then(() => writeDue(isCool))
        .catch((error) => log.warn({ err: error }, "refusals could not be noted yet: they wait"))
        .then(() => {
          if (kinds.size > 0 || others.waiting !== null) arm();
        });
    }, GATHERED_MS).unref();
  };

  return {
    note(refusal) {
      const name = nameOf(refusal);
      let kind = kinds.get(name);
      if (kind === undefined && kinds.size < KINDS) {
        kind = newKind();
        kinds.set(name, kind);
      }
      const noted = kind ?? others;
      const { waiting } = noted;
      noted.waiting =
        waiting === null
          ? { first: kind === undefined ? null : refusal, count: 1, since: now() }
          : { ...waiting, count: waiting.count + 1 };
      arm();
    },

    async close() {
      await writing;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await writeDue(() => true).catch((error) => {
        const lost = pending().reduce((sum, { waiting }) => sum + (waiting?.count ?? 0), 0);
        log.error({ err: error, lost }, "refusals could not be noted before the end");
      });
    },
  };
}

/** Under what an account is found: what it proved to be, or what it was tried as. */
function nameOf({ actor, action, resource, reason }: Refusal): string {
  const account = actor.kind === "user" ? actor.userId : resource.type === "user" ? resource.id : null;
  return JSON.stringify([action, account ?? addressSubject(actor.address ?? undefined), reason]);
}

function writeEntry(tx: Tx, { first, count, since }: Waiting, now: number): Promise<void> {
  const gathered = { count, seconds: Math.ceil((now - since) / 1_000) };
  if (first === null) {
    return recordAudit(tx, systemActor("swideal", randomUUID()), {
      action: "request.refuse_others",
      resource: { type: "request", id: null },
      result: "refused",
      changes: gathered,
    });
  }
  const { actor, action, resource, reason, route } = first;
  return recordAudit(tx, actor, {
    action,
    resource,
    result: "refused",
    changes: { reason, route, ...gathered },
  });
}
