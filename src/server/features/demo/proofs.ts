import { createHash } from "node:crypto";
import { type AuctionFacts, headRows, headsOf, lineRows, moveRows } from "../auction-records/index.ts";
import type { MissionRow } from "../missions/index.ts";
import { type BulkOffer, commitmentRows, commitmentTo, rootRows, termsOf, treeOf } from "../offers/index.ts";
import type { AuctionQuestion } from "../questions/index.ts";
import type { RecordSigner } from "../record-keys/index.ts";
import { gatherRows, type TableLines } from "./gathered-rows.ts";
import type { DemoMission } from "./mission.ts";
import { movesOf } from "./moves.ts";

export interface ProofsOptions {
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly signer: RecordSigner;
}

/** A mission as it is loaded; `offers` in the order of `demo.offers`. */
export interface ProvedMission {
  readonly demo: DemoMission;
  readonly mission: MissionRow;
  readonly offers: readonly BulkOffer[];
  readonly questions: readonly AuctionQuestion[];
}

export interface Proofs {
  add(mission: ProvedMission): void;
  /** What was gathered since the last time, signed; it belongs after the missions and offers that it proves. */
  take(): Promise<TableLines[]>;
}

/**
 * What the program would have written of the demonstration's auctions: a commitment to each price, each move, the root
 * of a sealed auction, and of one that is over its record. Salts come from the seed: whoever knows it knows them.
 */
export function createProofs({ seed, at, currency, signer }: ProofsOptions): Proofs {
  const { put, take } = gatherRows([commitmentRows, moveRows, rootRows, headRows, lineRows]);
  const toSign: (() => Promise<void>)[] = [];
  const saltOf = (name: string) => createHash("sha256").update(`${seed}:${at}:salt:${name}`).digest();

  const committed = (demo: DemoMission, offer: BulkOffer, index: number) =>
    (demo.offers[index]?.revisions ?? []).map(({ priceCents, at: moment }, n) => {
      const [revision, durationDays] = [n + 1, offer.durationDays ?? 1];
      const named = { missionId: offer.missionId, offerId: offer.id, revision };
      const terms = termsOf(named, { priceCents, durationDays, message: offer.message });
      const salt = saltOf(`${offer.id}:${revision}`);
      const commitment = commitmentTo(terms, salt);
      put(commitmentRows, { ...terms, providerPartyId: offer.providerPartyId, salt, commitment });
      return { ...terms, bidderNumber: offer.bidderNumber, madeAt: new Date(moment), salt, commitment };
    });

  const putHeads = (facts: AuctionFacts) => {
    const missionId = facts.mission.id;
    for (const { number, bytes, lines, madeAt } of headsOf(facts, ({ key }) =>
      saltOf(`${missionId}:${key}`),
    )) {
      toSign.push(async () => put(headRows, { missionId, number, signed: await signer.sign(bytes), madeAt }));
      for (const [position, line] of lines.entries())
        put(lineRows, { ...line, missionId, head: number, position });
    }
  };

  return {
    add({ demo, mission, offers, questions }) {
      const { id: missionId, deadline } = mission;
      const moves = movesOf(demo);
      for (const move of moves) put(moveRows, { ...move, missionId });
      const revisions = offers.flatMap((offer, index) => committed(demo, offer, index));
      const passed = moves.find(({ move }) => move === "close" || move === "expire");
      if (demo.life.auction === "sealed" && passed !== undefined && deadline !== null) {
        const { size, root } = treeOf(revisions.map(({ commitment }) => commitment));
        put(rootRows, { missionId, size, root, writtenAt: passed.at });
      }
      putHeads({ mission, currency, questions, offers, revisions, moves });
    },
    async take() {
      for (const sign of toSign.splice(0)) await sign();
      return take();
    },
  };
}
