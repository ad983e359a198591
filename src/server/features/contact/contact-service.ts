import type { Command, UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { recordAudit } from "../audit/index.ts";
import { findVisibleMission, findWork } from "../missions/index.ts";
import { lockMembership } from "../organisations/index.ts";
import { recordConsent } from "./consent.ts";
import { beforeTheEnd, consentPairOf, isEmpty, type Pair, pairOf, requireReachable } from "./contact.ts";
import type { Consent, ContactDetails, MissionContact, WorkAddress } from "./contact-contract.ts";
import {
  type ExchangeRow,
  findConsent,
  findDetails,
  findExchange,
  findWorkAddress,
  forgetDetails,
  forgetWorkAddress,
  putDetails,
  putWorkAddress,
} from "./contact-queries.ts";
import { phoneUri } from "./phone.ts";

export type ContactService = ReturnType<typeof createContactService>;

const NOTHING: ContactDetails = { name: null, phone: null, email: null, address: null };

/** How two parties of an award reach each other: what each has given, agreed to and is told. */
export function createContactService({ database }: { readonly database: Database }) {
  return {
    /** The acting party's own details. From the primary: who has just changed them reads the change. */
    readOwn: async (actor: UserActor): Promise<ContactDetails> =>
      (await findDetails(database.writer, actor.partyId)) ?? NOTHING,

    /** Throws `validation_failed` where something is given, and neither a telephone nor an address to write to. */
    writeOwn(command: Command, details: ContactDetails): Promise<ContactDetails> {
      requireReachable(details);
      const { actor } = command;
      return write(database, command, async (tx) => {
        // Who dissolves the organisation comes after, and finds what is written.
        await lockMembership(tx, actor);
        if (isEmpty(details)) await forgetDetails(tx, actor.partyId);
        else await putDetails(tx, actor.partyId, details);
        await recordAudit(tx, actor, {
          action: isEmpty(details) ? "contact.forget" : "contact.update",
          resource: { type: "party", id: actor.partyId },
          changes: { fields: fieldsGiven(details) },
        });
        return details;
      });
    },

    /** The mission's client alone. */
    async readWorkAddress(actor: UserActor, missionId: string): Promise<WorkAddress> {
      await requireClient(database.writer, actor, missionId, "read");
      return { address: await findWorkAddress(database.writer, missionId) };
    },

    /** Throws `forbidden` for others, `invalid_transition` once the mission has ended. */
    writeWorkAddress(command: Command, missionId: string, { address }: WorkAddress): Promise<WorkAddress> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { status } = await requireClient(tx, actor, missionId, "write");
        if (address !== null && !beforeTheEnd.has(status)) throw new AppError("invalid_transition");
        if (address === null) await forgetWorkAddress(tx, missionId);
        else await putWorkAddress(tx, { id: missionId, clientPartyId: actor.partyId }, address);
        await recordAudit(tx, actor, {
          action: "mission.work_address",
          resource: { type: "mission", id: missionId },
          changes: { given: address !== null },
        });
        return { address };
      });
    },

    /** For the two parties of an award, and for a bidder whose offer stands; `not_found` for others. */
    async readConsent(actor: UserActor, missionId: string): Promise<Consent> {
      return consent(
        await findConsent(database.writer, await consentPair(database.writer, actor, missionId)),
      );
    },

    writeConsent(command: Command, missionId: string, shareContact: boolean): Promise<Consent> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const pair = await consentPair(tx, actor, missionId);
        if (!may(actor, "contact:change")) throw new AppError("forbidden");
        await recordConsent(tx, actor, pair, shareContact, "share");
        return consent(await findConsent(tx, pair));
      });
    },

    /** What the other side of an award has given; `not_found` for all but the two, and outside its time. */
    async read(actor: UserActor, missionId: string): Promise<MissionContact> {
      const work = await findWork(database.writer, missionId, actor.partyId);
      const pair = work === null ? null : pairOf(work, missionId, actor.partyId);
      const row = pair === null ? null : await findExchange(database.writer, pair);
      if (work === null || pair === null || row === null) throw notFound();
      return missionContact(row, pair, work.clientPartyId === actor.partyId);
    },
  };
}

async function consentPair(connection: Connection, actor: UserActor, missionId: string): Promise<Pair> {
  const work = await findWork(connection, missionId, actor.partyId);
  const pair = work === null ? null : consentPairOf(work, missionId, actor.partyId);
  if (pair === null) throw notFound();
  return pair;
}

/** To be read by who acts for the client, to be written by who may change the mission. */
async function requireClient(
  connection: Connection,
  actor: UserActor,
  missionId: string,
  use: "read" | "write",
) {
  const reader = { partyId: actor.partyId, moderator: may(actor, "missions:moderate") };
  const mission = await findVisibleMission(connection, missionId, reader);
  if (mission === null) throw notFound();
  if (mission.clientPartyId !== actor.partyId) throw new AppError("forbidden");
  const mayUse = use === "read" || mission.status === "draft" || may(actor, "missions:conduct");
  if (!mayUse) throw new AppError("forbidden");
  return mission;
}

const fieldsGiven = (details: ContactDetails): string[] =>
  Object.entries(details).flatMap(([field, value]) => (value === null ? [] : [field]));

const consent = (givenAt: Date | null): Consent => ({
  shareContact: givenAt !== null,
  since: givenAt?.toISOString() ?? null,
});

/** Nothing of what was not agreed to leaves, the place of work neither. */
function missionContact(row: ExchangeRow, pair: Pair, isClient: boolean): MissionContact {
  const agreed = row.theirConsentAt !== null;
  const { name, phone, email, address } = agreed ? row : NOTHING;
  return {
    party: { id: pair.otherPartyId, displayName: row.otherName },
    state: !agreed ? "not_shared" : row.name === null ? "missing" : "shared",
    name,
    phone,
    phoneUri: phone === null ? null : phoneUri(phone),
    email,
    address,
    workAddress: isClient || agreed ? row.workAddress : null,
    own: { ...consent(row.ownConsentAt), hasDetails: row.ownDetails },
  };
}
