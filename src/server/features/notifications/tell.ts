import type { Actor } from "../../core/actor.ts";
import type { DomainEvents } from "../../core/events.ts";
import type { Tx } from "../../platform/database/database.ts";
import { invalidateOnCommit } from "../../platform/database/invalidations.ts";
import type { Listener } from "../../platform/events.ts";
import type { JobQueue, Jobs } from "../../platform/jobs.ts";
import { personTag } from "../../platform/live/person-tag.ts";
import type { Transition } from "../missions/index.ts";
import { peopleOf } from "../organisations/index.ts";
import { type About, membersOf } from "./audiences.ts";
import { isService, kinds } from "./kinds.ts";
import {
  insertNotifications,
  markReadAbout,
  type NewNotification,
  type Written,
} from "./notification-queries.ts";
import { type Happening, type Telling, whoIsTold } from "./who-is-told.ts";

/** Wakes whoever sends the mails; which are due stands in the rows. What cannot be switched off waits for nothing else. */
export const serviceMails: JobQueue = { name: "notifications.service", retries: 0, retryDelaySeconds: 0 };
export const optionalMails: JobQueue = { name: "notifications.optional", retries: 0, retryDelaySeconds: 0 };

export type Tell = (tx: Tx, actor: Actor, happening: Happening, about: About) => Promise<void>;

/** Writes a row for each person who is to hear of it, in the transaction in which it happens. */
export const createTell =
  (jobs: Pick<Jobs, "enqueue"> | null): Tell =>
  async (tx, actor, happening, about) => {
    const told = whoIsTold[happening].filter(
      ({ onlyBy }) => onlyBy === undefined || (actor.kind === "system" && actor.name === onlyBy),
    );
    if (told.length === 0) return;
    const people = await peopleToTell(tx, actor, told, about);
    if (people.length === 0) return;
    const written = await insertNotifications(tx, people);
    for (const { userId } of written) invalidateOnCommit(tx, personTag(userId));
    if (jobs !== null) await wakeWhenDue(tx, jobs, written);
  };

/** Has the mails of these rows sent when the first of them is due: a round may be a minute away. */
export async function wakeWhenDue(
  tx: Tx,
  jobs: Pick<Jobs, "enqueue">,
  written: readonly Written[],
): Promise<void> {
  for (const [queue, wanted] of [
    [serviceMails, true],
    [optionalMails, false],
  ] as const) {
    const waits = written.flatMap(({ service, dueIn }) =>
      service === wanted && dueIn !== null ? dueIn : [],
    );
    if (waits.length > 0) await jobs.enqueue(tx, queue, {}, Math.min(...waits));
  }
}

async function peopleToTell(
  tx: Tx,
  actor: Actor,
  told: readonly Telling[],
  about: About,
): Promise<NewNotification[]> {
  const audiences = await membersOf(
    tx,
    told.map(({ to }) => to),
    about,
  );
  const parties = told.flatMap(({ to }) => audiences[to].parties ?? []);
  const belonging = parties.length === 0 ? [] : await peopleOf(tx, [...new Set(parties)]);
  const doer = actor.kind === "user" ? actor.userId : null;
  const known = new Set<string>();
  const people: NewNotification[] = [];
  for (const { kind, to, actorToo } of told) {
    const { parties = [], users = [], onlyOwners = false } = audiences[to];
    const candidates = [
      ...belonging
        .filter(({ partyId, role }) => parties.includes(partyId) && (!onlyOwners || role === "owner"))
        .map(({ userId, partyId, role }) => ({ userId, partyId, chosenOnly: role === "member" })),
      ...users.map((userId) => ({ userId, partyId: null, chosenOnly: false })),
    ];
    for (const { userId, partyId, chosenOnly } of candidates) {
      if (about.mutedUserIds?.includes(userId) || known.has(userId) || (userId === doer && actorToo !== true))
        continue;
      known.add(userId);
      const { mail, waitMinutes = 0, foldMinutes = 0 } = kinds[kind];
      people.push({
        ...{ userId, partyId, kind, chosenOnly, waitMinutes, foldMinutes },
        missionId: about.missionId,
        subjectId: about.subjectId ?? null,
        service: isService(kind),
        usual: mail === "always" ? "instant" : mail,
      });
    }
  }
  return people;
}

/** What the feature does when it hears of something: see `server/listeners.ts`. */
export interface Told {
  readonly ofTransition: Listener<"mission.transitioned">;
  readonly ofAddendum: Listener<"mission.addendum_added">;
  readonly ofOffer: Listener<"offer.made">;
  readonly ofLowerPrice: Listener<"offer.lowered">;
  readonly ofWithdrawal: Listener<"offer.withdrawn">;
  readonly ofQuestion: Listener<"question.asked">;
  readonly ofAnswer: Listener<"question.answered">;
  readonly ofMessage: Listener<"message.posted">;
  readonly ofReading: Listener<"conversation.read_up_to">;
  readonly ofRestriction: Listener<"restriction.decided">;
  readonly ofExport: Listener<"export.ready">;
}

/** @param jobs null: nobody is woken, and the mails leave when somebody next looks */
export function toldOf(jobs: Pick<Jobs, "enqueue"> | null): Told {
  const tell = createTell(jobs);
  const ofOffer = ({ missionId, clientPartyId, beatenPartyId }: DomainEvents["offer.lowered"]) => ({
    missionId,
    clientPartyId,
    beatenPartyId,
  });
  return {
    ofTransition: (tx, actor, { transition, missionId, clientPartyId }) =>
      tell(tx, actor, `mission.${transition as Transition}`, { missionId, clientPartyId }),
    ofAddendum: (tx, actor, event) => tell(tx, actor, "mission.addendum", event),
    ofOffer: (tx, actor, event) => tell(tx, actor, "offer.make", ofOffer(event)),
    ofLowerPrice: (tx, actor, event) => tell(tx, actor, "offer.lower", ofOffer(event)),
    ofWithdrawal: (tx, actor, event) => tell(tx, actor, "offer.withdraw", event),
    // Of several questions about a mission one row is enough: none says which.
    ofQuestion: (tx, actor, { missionId, clientPartyId }) =>
      tell(tx, actor, "question.asked", { missionId, clientPartyId }),
    ofAnswer: (tx, actor, { missionId, clientPartyId, authorPartyId }) =>
      tell(tx, actor, "question.answered", { missionId, clientPartyId, askerPartyId: authorPartyId }),
    // Within a pause there is one row for all messages of a conversation.
    ofMessage: (tx, actor, { missionId, conversationId, recipientPartyId, mutedUserIds }) =>
      tell(tx, actor, "message.posted", {
        ...{ missionId, recipientPartyId, mutedUserIds },
        subjectId: conversationId,
      }),
    ofReading: (tx, _actor, { userId, conversationId }) =>
      markReadAbout(tx, { userId, kind: "message_received", subjectId: conversationId }),
    ofRestriction: (tx, actor, { restrictionId, kind, partyId, missionId }) =>
      tell(tx, actor, `restriction.${kind}`, {
        missionId,
        subjectId: restrictionId,
        ownersOfPartyId: partyId,
      }),
    ofExport: (tx, actor, { exportId, userId }) =>
      tell(tx, actor, "export.ready", { missionId: null, subjectId: exportId, personId: userId }),
  };
}
