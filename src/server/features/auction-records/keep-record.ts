import { randomBytes } from "node:crypto";
import { type Actor, systemActor } from "../../core/actor.ts";
import type { Tx } from "../../platform/database/database.ts";
import type { Listener } from "../../platform/events.ts";
import { recordAudit } from "../audit/index.ts";
import { findMission } from "../missions/index.ts";
import { auctionOffers } from "../offers/index.ts";
import type { RecordSigner } from "../record-keys/index.ts";
import { nextHead, TOLD } from "./make-heads.ts";
import { insertMove, listMoves } from "./move-queries.ts";
import { readFacts } from "./record-facts.ts";
import { headHash, payloadOf } from "./record-head.ts";
import { insertHead, insertLines, listHeads, listLines } from "./record-queries.ts";

const AWARDS: ReadonlySet<string> = new Set(["award_early", "award"]);

export interface RecordListeners {
  readonly onTransition: Listener<"mission.transitioned">;
  readonly onDeadline: Listener<"mission.deadline_moved">;
  readonly onWithdrawal: Listener<"offer.withdrawn">;
}

export interface RecordKeeping {
  /** ISO 4217. */
  readonly currency: string;
  /** null: in this process no auction ends. */
  readonly signer: RecordSigner | null;
}

/** Notes what happens to auctions, and makes the record of one in the transaction that ends it. */
export function keepRecords({ currency, signer }: RecordKeeping): RecordListeners {
  return {
    async onTransition(tx, actor, { missionId, transition, from }) {
      if (from === "draft" && transition !== "publish") return;
      if (!TOLD.has(transition) && transition !== "publish" && transition !== "extend") return;
      await noteTransition(tx, missionId, transition);
      if (!TOLD.has(transition)) return;
      if (signer === null) throw new Error("an auction ends where its record cannot be signed");
      await makeHead(tx, actor, missionId, { currency, signer });
    },
    onDeadline: (tx, _actor, { missionId, deadline }) =>
      insertMove(tx, missionId, { move: "late_offer", bidderNumber: null, deadline: new Date(deadline) }),
    async onWithdrawal(tx, _actor, { missionId, providerPartyId }) {
      const offers = await auctionOffers(tx, missionId);
      const own = offers.find((offer) => offer.providerPartyId === providerPartyId);
      await insertMove(tx, missionId, {
        move: "withdraw",
        bidderNumber: own?.bidderNumber ?? null,
        deadline: null,
      });
    },
  };
}

async function noteTransition(tx: Tx, missionId: string, move: string): Promise<void> {
  const moved = move === "publish" || move === "extend";
  const deadline = moved ? ((await findMission(tx, missionId))?.deadline ?? null) : null;
  await insertMove(tx, missionId, { move, deadline, bidderNumber: await bidderOf(tx, missionId, move) });
}

/** Who is awarded; who declines is who was awarded last, whatever its offer has become by now. */
async function bidderOf(tx: Tx, missionId: string, move: string): Promise<number | null> {
  if (AWARDS.has(move)) {
    const offers = await auctionOffers(tx, missionId);
    return offers.find(({ status }) => status === "accepted")?.bidderNumber ?? null;
  }
  if (move !== "decline") return null;
  const moves = await listMoves(tx, missionId);
  return moves.findLast((one) => AWARDS.has(one.move))?.bidderNumber ?? null;
}

/** Adds what is new since the head before. */
async function makeHead(
  tx: Tx,
  { requestId }: Pick<Actor, "requestId">,
  missionId: string,
  { currency, signer }: { readonly currency: string; readonly signer: RecordSigner },
): Promise<void> {
  const facts = await readFacts(tx, missionId, currency);
  if (facts === null) return;
  const before = (await listHeads(tx, missionId)).at(-1);
  const last = before === undefined ? null : { number: before.number, bytes: payloadOf(before.signed) };
  const known = new Set((await listLines(tx, missionId)).map(({ key }) => key));
  const { number, bytes, lines } = nextHead(facts, { last, known }, () => randomBytes(32));
  await insertHead(tx, missionId, { number, signed: await signer.sign(bytes) });
  await insertLines(tx, missionId, number, lines);
  await recordAudit(tx, systemActor("record", requestId), {
    action: "mission.record",
    resource: { type: "mission", id: missionId },
    changes: { head: number },
    evidence: headHash(bytes),
  });
}
