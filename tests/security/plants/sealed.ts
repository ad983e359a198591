import type { Plant } from "./plant.ts";

const offers = "src/server/features/offers";
const commitment = `${offers}/commitment.ts`;
const receipts = `${offers}/receipt-service.ts`;

/** What binds a sealed offer, and who gets what opens it. */
export const sealedPlants: readonly Plant[] = [
  {
    rows: ["P5"],
    does: "binds a price without its days",
    changes: [{ file: commitment, text: "numbers.writeUInt32BE(terms.durationDays, 12);", instead: "" }],
    fail: ["a commitment is what another program", "another mission, offer", "a provider has its receipt"],
  },
  {
    rows: ["P5"],
    does: "binds an offer without its price",
    changes: [
      { file: commitment, text: "numbers.writeBigUInt64BE(BigInt(terms.priceCents), 4);", instead: "" },
    ],
    fail: ["a price that the database's owner alters"],
  },
  {
    rows: ["P5"],
    does: "makes the root over commitments as they came",
    changes: [
      {
        file: commitment,
        text: "const sorted = commitments.toSorted(Buffer.compare);",
        instead: "const sorted = [...commitments];",
      },
    ],
    fail: ["does not depend on the order"],
  },
  {
    rows: ["P5"],
    does: "signs another receipt each time",
    changes: [
      {
        file: receipts,
        text: 'kind: "swideal-offer-receipt-v1",',
        instead: 'kind: "swideal-offer-receipt-v1", ...{ askedAt: performance.now() },',
      },
    ],
    fail: ["a receipt is signed by a key"],
  },
  {
    rows: ["P5"],
    does: "opens a sealed offer to who asks before the deadline",
    changes: [
      {
        file: receipts,
        text: 'const unsealed = offer.auction === "open" || root !== null;',
        instead: "const unsealed = true;",
      },
    ],
    fail: ["before the deadline nobody", "is never opened: to its client"],
  },
  {
    rows: ["P5"],
    does: "leaves withdrawn offers out of the root",
    changes: [
      {
        file: `${offers}/commitment-queries.ts`,
        text: "select commitment from offer_commitments where mission_id = ${missionId}`",
        instead:
          "select commitment from offer_commitments c where mission_id = ${missionId}\n      and exists (select from offers o where o.id = c.offer_id and o.status <> 'withdrawn')`",
      },
    ],
    fail: ["the transition that closes"],
  },
  {
    rows: ["P5"],
    does: "writes no root of a mission that is hidden",
    changes: [
      {
        file: `${offers}/sealed-root.ts`,
        text: "if (await lockUnsealed(tx, missionId)) await writeRoot(",
        instead: "if (!(await lockUnsealed(tx, missionId))) await writeRoot(",
      },
    ],
    fail: ["a mission that is hidden at its deadline"],
  },
  {
    rows: ["P5"],
    does: "keeps commitments out of the log",
    changes: [
      { file: `${offers}/offer-audit.ts`, text: "...(commitment && { evidence: commitment }),", instead: "" },
    ],
    fail: ["outlives the erasure"],
  },
];
