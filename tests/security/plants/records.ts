import type { Plant } from "./plant.ts";

const records = "src/server/features/auction-records";
const service = `${records}/record-service.ts`;
const verify = `${records}/verify-record.ts`;

/** Who reads what of an auction's record, and what is found in one that was altered. */
export const recordPlants: readonly Plant[] = [
  {
    rows: ["P6"],
    does: "signs hashes of lines without their salts",
    changes: [
      {
        file: `${records}/record-head.ts`,
        text: "Buffer.concat([LEAF, salt, Buffer.from(line)])",
        instead: "Buffer.concat([LEAF, salt.subarray(32), Buffer.from(line)])",
      },
    ],
    fail: ["the client reads all that happened"],
  },
  {
    rows: ["P6"],
    does: "looks for the record of an auction that runs",
    changes: [
      {
        file: service,
        text: 'if (isRunning(mission)) throw new AppError("invalid_transition");',
        instead: "",
      },
    ],
    fail: ["while the auction runs"],
  },
  {
    rows: ["P6"],
    does: "shows every bidder everything of the others",
    changes: [
      {
        file: `${records}/record-view.ts`,
        text: 'return !OWN.has(kind) && OUTCOME.test(line.line ?? "");',
        instead: "return true;",
      },
    ],
    fail: ["a bidder of an open auction", "a bidder of a sealed one"],
  },
  {
    rows: ["P6"],
    does: "opens an auction that was cancelled before its deadline",
    changes: [
      {
        file: `${records}/record-lines.ts`,
        text: 'mission.auction === "open" || moves.some(({ move }) => OVER.has(move));',
        instead: 'mission.auction === "open" || moves.length > 0;',
      },
    ],
    fail: ["a sealed auction that is cancelled"],
  },
  {
    rows: ["P6"],
    does: "compares the record with itself, and not with the tables",
    changes: [
      {
        file: verify,
        text: "...(made === null ? [] : faultsOfTables(kept, made, heads)),",
        instead: "...(made === null ? [] : faultsOfTables(kept, kept as never, heads)),",
      },
    ],
    fail: ["found and named"],
  },
  {
    rows: ["P6"],
    does: "believes a head whoever has signed it",
    changes: [
      {
        file: verify,
        text: 'if (!(await isSigned(signed, keys))) return [ofHead("signature")];',
        instead: "await isSigned(signed, keys);",
      },
    ],
    fail: ["altered together with its digest"],
  },
  {
    rows: ["P6"],
    does: "misses no head that was taken away from the end",
    changes: [{ file: verify, text: "    ...missing,\n", instead: "" }],
    fail: ["heads that are taken away"],
  },
  {
    rows: ["P6"],
    does: "takes an erased line for an alteration",
    changes: [
      {
        file: verify,
        text: "return line === null || again.line === line",
        instead: "return again.line === line",
      },
    ],
    fail: ["what somebody wrote can be erased"],
  },
];
