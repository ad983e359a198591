import type { Plant } from "./plant.ts";

const audit = "src/server/features/audit";
const witness = `${audit}/witness.ts`;

/** What a witness of others' logs holds to, and what a log believes of its witnesses. */
export const witnessPlants: readonly Plant[] = [
  {
    rows: ["P8"],
    does: "forgets what it has cosigned",
    changes: [{ file: witness, text: "await rememberWitnessed(tx, checkpoint, note);", instead: "" }],
    fail: ["gets a cosignature of each head", "by two instances that are asked at once"],
  },
  {
    rows: ["P8"],
    does: "cosigns growth that nobody has proved",
    changes: [
      {
        file: witness,
        text: "if (!isProven(known, request)) throw",
        instead: "if (!isProven(known, request) && known.size < 0) throw",
      },
    ],
    fail: ["is refused, and nothing of it is remembered", "gets none at the same size"],
  },
  {
    rows: ["P8"],
    does: "cosigns another head of the size that it has cosigned",
    changes: [
      {
        file: witness,
        text: "if (known.size === checkpoint.size && !known.root.equals(checkpoint.root))",
        instead: "if (known.size > checkpoint.size && !known.root.equals(checkpoint.root))",
      },
      {
        file: witness,
        text: "if (!isProven(known, request)) throw",
        instead: "if (known.size !== checkpoint.size && !isProven(known, request)) throw",
      },
    ],
    fail: ["is refused, and nothing of it is remembered", "gets none at the same size"],
  },
  {
    rows: ["P8"],
    does: "looks at what it has cosigned without holding it",
    changes: [
      {
        file: `${audit}/witnessed-queries.ts`,
        text: "where origin = ${origin} for update",
        instead: "where origin = ${origin}",
      },
    ],
    fail: ["by two instances that are asked at once"],
  },
  {
    rows: ["P8"],
    does: "lets the program take back what it has cosigned",
    changes: [
      {
        file: "migrations/0050_audit_witnesses.sql",
        text: "if new.origin <> old.origin or new.size <= old.size then",
        instead: "if new.origin <> old.origin and new.size <= old.size then",
      },
    ],
    fail: ["is refused by the database too"],
  },
  {
    rows: ["P8"],
    does: "cosigns a head whoever has signed it",
    changes: [
      {
        file: witness,
        text: "if (openNote(request.note, origin, keys) === null)",
        instead: 'if (openNote(request.note, origin, keys) === "")',
      },
    ],
    fail: ["is known by the log's key alone"],
  },
  {
    rows: ["P8"],
    does: "asks for a proof from a head that is larger than its own",
    changes: [
      {
        file: `${audit}/ask-witnesses.ts`,
        text: "known > head.size)",
        instead: "known > head.size * 1_000)",
      },
    ],
    fail: ["gets no cosignature as long as it is shorter"],
  },
  {
    rows: ["P8"],
    does: "keeps a cosignature whoever has signed it",
    changes: [
      {
        file: "src/server/platform/proof/cosignature.ts",
        text: "if (verify(null, message(text, seconds), key,",
        instead: "if (seconds > 0 || verify(null, message(text, seconds), key,",
      },
    ],
    fail: ["is kept nowhere unless the key", "is a finding of a verification"],
  },
  {
    rows: ["P8"],
    does: "verifies no cosignature",
    changes: [
      {
        file: `${audit}/verify.ts`,
        text: "await verifyCosignatures(connection, log, findings);",
        instead: "if (log.log < 0) await verifyCosignatures(connection, log, findings);",
      },
    ],
    fail: ["is a finding of a verification"],
  },
];
