import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import { recordAudit } from "../audit/index.ts";
import { findMission, type MissionRow } from "../missions/index.ts";
import { auctionOffers } from "../offers/index.ts";
import { auctionQuestions } from "../questions/index.ts";
import type { AuctionRecord } from "./record-contract.ts";
import { type KeptLine, listHeads, listLines } from "./record-queries.ts";
import { maySee, type RecordReader } from "./record-view.ts";

export type RecordService = ReturnType<typeof createRecordService>;

export function createRecordService({ database }: { readonly database: Database }) {
  return {
    /**
     * The record of an auction that is over, as this reader may see it: its client and moderators whole, whoever made an
     * offer in part. Throws `not_found` to all others and where there is no record, `invalid_transition` while the auction
     * runs. A moderator's reading stands in the log of actions.
     * @param tells false: only whether there is an answer, as HEAD asks
     */
    read: (
      actor: UserActor,
      missionId: string,
      { tells }: { readonly tells: boolean },
    ): Promise<AuctionRecord> =>
      database.transaction(async (tx) => {
        const mission = await findMission(tx, missionId);
        if (mission === null) throw notFound();
        const offers = await auctionOffers(tx, missionId);
        const own = offers.find(({ providerPartyId }) => providerPartyId === actor.partyId);
        const client = mission.clientPartyId === actor.partyId;
        const moderator = may(actor, "missions:moderate");
        if (!client && !moderator && own === undefined) throw notFound();
        if (isRunning(mission)) throw new AppError("invalid_transition");
        const questions = await auctionQuestions(tx, missionId);
        const hidden = questions.filter((question) => question.hidden).map(({ number }) => `${number}`);
        const record = await readRecord(tx, missionId, {
          everything: client || moderator,
          bidderNumber: own?.bidderNumber ?? null,
          auction: mission.auction,
          hiddenQuestions: new Set(hidden),
        });
        if (record === null) throw notFound();
        if (!client && own === undefined && tells)
          await recordAudit(tx, actor, {
            action: "mission.read_record",
            resource: { type: "mission", id: missionId },
          });
        return record;
      }),
  };
}

/** As an operator exports it: all of it. null: there is none. */
export const exportRecord = (connection: Connection, missionId: string): Promise<AuctionRecord | null> =>
  readRecord(connection, missionId, null);

const RUNNING: ReadonlySet<string> = new Set(["draft", "published"]);
const isRunning = ({ status, hiddenFrom }: MissionRow): boolean => RUNNING.has(hiddenFrom ?? status);

async function readRecord(
  connection: Connection,
  missionId: string,
  reader: RecordReader | null,
): Promise<AuctionRecord | null> {
  const heads = await listHeads(connection, missionId);
  if (heads.length === 0) return null;
  const lines = await listLines(connection, missionId);
  const shown = lines.filter((line) => reader === null || maySee(line, reader)).flatMap(shownLine);
  return {
    missionId,
    heads: heads.map(({ number, signed, madeAt }) => ({
      number,
      madeAt: madeAt.toISOString(),
      signed,
      lines: shown.flatMap(({ head, ...line }) => (head === number ? [line] : [])),
    })),
  };
}

function shownLine({ head, position, salt, line }: KeptLine) {
  return salt === null || line === null ? [] : [{ head, position, salt: salt.toString("hex"), line }];
}
