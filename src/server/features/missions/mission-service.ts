import type { Actor, Command, UserActor } from "../../core/actor.ts";
import { AppError, invalidField, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import { requireSame } from "../../http/requests/written-back.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { violatedConstraint } from "../../platform/database/database-errors.ts";
import { write as writeAnswer } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { lockActiveAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { lockMembership } from "../organisations/index.ts";
import { deleteDraft } from "./draft-deletion.ts";
import type { TransitionName } from "./mission.ts";
import { addAddendum } from "./mission-addenda.ts";
import { changedContent, changedFields, newContent, requireComplete } from "./mission-content.ts";
import {
  COMPARED,
  type Mission,
  type MissionChange,
  type MissionStatus,
  type NewMission,
} from "./mission-contract.ts";
import {
  findMission,
  findVisibleMission,
  insertMission,
  listMissionsOf,
  type MissionContent,
  type MissionRow,
  updateContent,
} from "./mission-queries.ts";
import { createMissionReader, readerOf, type Versioned } from "./mission-reader.ts";
import {
  requireClient,
  requireLater,
  requireOpenToChange,
  requirePart,
  requireVersion,
} from "./mission-requirements.ts";
import {
  lockAfterDueTransitions,
  type MoveOptions,
  makeTransition,
  moverFor,
} from "./mission-transitions.ts";
import { requireImpartial } from "./moderated-side.ts";
import { publicMissions } from "./public-missions.ts";
import { raiseSequence } from "./tally-queries.ts";
import { lockedDraft } from "./transition-queries.ts";

export interface MissionDependencies {
  readonly database: Database;
  readonly currency: string;
  readonly emit: Emit;
}

export type MissionService = ReturnType<typeof createMissionService>;
type Language = "fr" | "en";
type TransitionOptions = Pick<MoveOptions, "deadline" | "reason">;

export function createMissionService({ database, currency, emit }: MissionDependencies) {
  const findPublic = publicMissions(database.writer);
  const seen = createMissionReader(currency);
  const shown = async (tx: Tx, actor: Actor, id: string, language: Language) =>
    seen.one(tx, (await findMission(tx, id)) as MissionRow, actor, language);

  const publish = async (
    tx: Tx,
    actor: UserActor,
    made: { id: string; now: Date },
    content: MissionContent,
  ) => {
    requireComplete(content, made.now);
    const draft = lockedDraft(made, actor.partyId, content);
    return makeTransition(tx, actor, draft, "publish", "client", emit);
  };

  const moveIn = async (
    tx: Tx,
    actor: UserActor,
    id: string,
    name: TransitionName,
    options: TransitionOptions,
    language: Language,
  ): Promise<Versioned> => {
    if (name === "publish") await holdOnMarket(tx, actor);
    const { mission, row } = await lockVisible(tx, actor, id, emit);
    const judge = may(actor, name.startsWith("resolve_") ? "disputes:decide" : "missions:moderate");
    const mover = moverFor(actor, judge, mission, name);
    requirePart(actor, mission, mover);
    if (mover === "moderator") await requireImpartial(tx, actor, mission, name);
    if (name === "publish" && !may(actor, "missions:publish")) throw new AppError("forbidden");
    if (name === "publish" && mission.status === "draft") requireComplete(row, mission.now);
    if (name === "extend" && options.deadline) requireLater(mission, options.deadline);
    const moved = await makeTransition(tx, actor, mission, name, mover, emit, options);
    return seen.one(tx, moved, actor, language);
  };

  return {
    /** As anyone sees it, in any language. */
    async readPublic(id: string): Promise<Versioned> {
      const row = await findPublic(id);
      if (row === null) throw notFound();
      return seen.publicly(row);
    },

    async read(actor: Actor, id: string, language: Language): Promise<Versioned> {
      const row = await findVisibleMission(database.writer, id, readerOf(actor));
      if (row === null) throw notFound();
      return seen.one(database.writer, row, actor, language);
    },

    /** The caller's own missions, newest first; one more than `limit` tells that there are more. */
    async listOwn(
      actor: UserActor,
      filter: { status: MissionStatus | null; beforeId: string | null; limit: number },
      language: Language,
    ): Promise<Mission[]> {
      const rows = await listMissionsOf(database.writer, actor.partyId, filter);
      return seen.many(database.writer, rows, actor, language);
    },

    create(command: Command, input: NewMission, language: Language): Promise<Versioned> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        if (input.budget) requireSame(input.budget, { currency }, ["currency"], "/budget");
        if (input.publish && !may(actor, "missions:publish")) throw new AppError("forbidden");
        const { content } = await batch(tx, {
          held: () => (input.publish ? holdOnMarket(tx, actor) : lockMembership(tx, actor)),
          content: () => newContent(tx, input),
        });
        const made = await knownCategory(() => insertMission(tx, actor.partyId, content));
        const resource = { type: "mission", id: made.id } as const;
        const { row } = await batch(tx, {
          audited: () => recordAudit(tx, actor, { action: "mission.create", resource }),
          row: () => (input.publish ? publish(tx, actor, made, content) : findMission(tx, made.id)),
        });
        return asCopied(input, await seen.one(tx, row as MissionRow, actor, language));
      });
    },

    change(
      command: Command,
      id: string,
      change: MissionChange,
      expectedVersions: readonly string[] | null,
      language: Language,
    ): Promise<Versioned> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { mission, row } = await lockVisible(tx, actor, id, emit);
        requireClient(actor, mission);
        requireVersion(row, expectedVersions);
        const standing = await seen.one(tx, row, actor, language);
        requireSame(change, standing.mission, COMPARED);
        if (change.budget) requireSame(change.budget, { currency }, ["currency"], "/budget");
        const content = await changedContent(tx, row, change);
        const fields = changedFields(row, content);
        if (fields.length === 0) return standing;
        requireOpenToChange(mission, fields);
        const now = fields.includes("deadline") ? mission.now : null;
        if (mission.status === "published") requireComplete(content, now);
        await knownCategory(() => updateContent(tx, id, content));
        if (mission.status === "published") await emit(tx, actor, "mission.changed", { missionId: id });
        if (fields.includes("deadline")) await raiseSequence(tx, id);
        await recordAudit(tx, actor, {
          action: "mission.change",
          resource: { type: "mission", id },
          changes: { fields },
        });
        return shown(tx, actor, id, language);
      });
    },

    /** Every transition of the table but the award, which belongs to an offer, and what moderation does. */
    move(
      command: Command,
      id: string,
      name: Exclude<TransitionName, "hide" | "unhide">,
      options: TransitionOptions,
      language: Language,
    ): Promise<Versioned> {
      return write(database, command, (tx) => moveIn(tx, command.actor, id, name, options, language));
    },

    /** The same in a transaction of the caller's, who keeps what it adds in that one too. */
    moveIn,

    deleteDraft: (command: Command, id: string): Promise<null> => deleteDraft(database, command, id),

    addAddendum(command: Command, id: string, text: string, language: Language): Promise<Versioned> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { mission } = await lockVisible(tx, actor, id, emit);
        requireClient(actor, mission);
        await addAddendum(tx, actor, mission, text, emit);
        return shown(tx, actor, id, language);
      });
    },
  };
}

/** Whoever suspends the account, removes it from the party or dissolves the party comes after, and finds what is new. */
async function holdOnMarket(tx: Tx, actor: UserActor): Promise<void> {
  await batch(tx, {
    active: () => lockActiveAccount(tx, actor),
    member: () => lockMembership(tx, actor),
  });
}

/** A mission made of what was read of another: its client and its currency are as they were. */
const asCopied = (input: NewMission, made: Versioned): Versioned => {
  requireSame(input, made.mission, ["client", "currency"]);
  return made;
};

/** Callers are answered the mission; its version stands in a header. */
const write = (database: Database, command: Command, work: (tx: Tx) => Promise<Versioned>) =>
  writeAnswer(database, command, work, { bodyOf: ({ mission }) => mission });

/** Sees it: goes on, with the row locked and the timer settled. Does not: the answer of an unknown id. */
async function lockVisible(tx: Tx, actor: UserActor, id: string, emit: Emit) {
  const mission = await lockAfterDueTransitions(tx, id, emit);
  const row = await findVisibleMission(tx, id, readerOf(actor));
  if (row === null) throw notFound();
  return { mission, row };
}

async function knownCategory<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    if (violatedConstraint(error) === "missions_category_fkey")
      throw invalidField("/category", "unknown_category");
    throw error;
  }
}
