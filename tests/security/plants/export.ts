import type { Plant } from "./plant.ts";

const privacy = "src/server/features/privacy";
const service = `${privacy}/export-service.ts`;
const rows = `${privacy}/personal-rows.ts`;

/** What a person is given of itself. */
export const exportPlants: readonly Plant[] = [
  {
    rows: ["P7"],
    does: "makes an archive for who has only the session",
    changes: [{ file: service, text: "await reauthenticate(actor, proof);", instead: "" }],
    fail: ["who has only the session"],
  },
  {
    rows: ["P7"],
    does: "gives an archive out as often as it is asked for",
    changes: [
      {
        file: service,
        text: "if (!(await takeExport(tx, id))) throw notFound();",
        instead: "await takeExport(tx, id);",
      },
    ],
    fail: ["of two who take it at once"],
  },
  {
    rows: ["P7"],
    does: "gives an archive to every session of its owner",
    changes: [
      {
        file: service,
        text: 'if (found.sessionId !== actor.sessionId) throw new AppError("forbidden");',
        instead: "",
      },
    ],
    fail: ["another session of the same account"],
  },
  {
    rows: ["P7"],
    does: "keeps an archive for good",
    changes: [
      {
        file: `${privacy}/export-queries.ts`,
        text: "from data_exports where user_id = ${userId} and expires_at > clock_timestamp()`",
        instead: "from data_exports where user_id = ${userId}`",
      },
    ],
    fail: ["gone after a day"],
  },
  {
    rows: ["P7"],
    does: "makes archives as often as they are asked for",
    changes: [
      {
        file: `${privacy}/export-routes.ts`,
        text: "if (request.refusal !== null) throw request.refusal;",
        instead: "",
      },
    ],
    fail: ["a fourth one in a day"],
  },
  {
    rows: ["P7"],
    does: "passes over what is found through another table",
    changes: [
      {
        file: rows,
        text: "if (through === undefined) return sql",
        instead: "if (through !== undefined) return null;\n  if (through === undefined) return sql",
      },
    ],
    fail: ["the archive has the rows"],
  },
  {
    rows: ["P7"],
    does: "gives out of a row that two wrote what the other wrote",
    changes: [
      {
        file: rows,
        text: "and (${only}::text[] is null or key = any(${only}::text[]))",
        instead: "and (${only}::text[] is null or key <> '')",
      },
      {
        file: rows,
        text: "where key <> all(${[...withheld, ...without]}::text[])",
        instead: "where key <> all(${without.length > 99 ? [] : withheld}::text[])",
      },
    ],
    fail: ["nothing of fifty others"],
  },
  {
    rows: ["P7"],
    does: "gives out what leaves the program for nobody",
    changes: [
      {
        file: rows,
        text: "where key <> all(${[...withheld, ...without]}::text[])",
        instead: "where key <> all(${withheld.length > 99 ? withheld : without}::text[])",
      },
    ],
    fail: ["no secret is in it"],
  },
  {
    rows: ["P7"],
    does: "believes an address that nobody has confirmed",
    changes: [
      {
        file: `${privacy}/make-archive.ts`,
        text: "addressKey: emailVerifiedAt === null ? null : emailKey(email),",
        instead: "addressKey: emailKey(email), ...{ emailVerifiedAt },",
      },
    ],
    fail: ["what was sent to an address"],
  },
];
