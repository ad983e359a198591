import type { Plant } from "./plant.ts";

const audit = "src/server/features/audit";
const refusals = `${audit}/refusals.ts`;
const looks = "src/server/http/requests/looks.ts";

/** What the log of actions holds of what was refused, and of who looked at what is private. */
export const notedPlants: readonly Plant[] = [
  {
    rows: ["P1"],
    does: "writes each refusal by itself",
    changes: [
      { file: refusals, text: "now() - writtenAt >= MINUTE_MS", instead: "now() >= 0 || writtenAt > 0" },
    ],
    fail: ["stands in the log within moments"],
  },
  {
    rows: ["P1"],
    does: "keeps as many kinds of refusals apart as there are",
    changes: [{ file: refusals, text: "kinds.size < KINDS", instead: "kinds.size < KINDS * 100" }],
    fail: ["100,000 times"],
  },
  {
    rows: ["P1"],
    does: "counts each IPv6 address by itself",
    changes: [
      {
        file: refusals,
        text: "account ?? addressSubject(actor.address ?? undefined)",
        instead: "account ?? actor.address",
      },
    ],
    fail: ["by the network that it comes from"],
  },
  {
    rows: ["P1"],
    does: "gives refusals up when the database is away",
    changes: [{ file: refusals, text: "if (databaseRefusal(error) !== null) throw error;", instead: "" }],
    fail: ["waits while the database is away"],
  },
  {
    rows: ["P1"],
    does: "gives all refusals up with one that cannot be written",
    changes: [
      {
        file: refusals,
        text: "if (entries.length > 1) for (const entry of entries) await write([entry]);\n      else log.error(",
        instead: "log.error(",
      },
    ],
    fail: ["takes nothing with it"],
  },
  {
    rows: ["P1"],
    does: "ends with refusals that nobody has written",
    changes: [
      { file: "src/server/build-server.ts", text: 'app.addHook("onClose", refusals.close);', instead: "" },
    ],
    fail: ["what waits is written"],
  },
  {
    rows: ["P2"],
    does: "answers a look whether its entry can be written or not",
    changes: [
      {
        file: looks,
        text: "await record(actor, {",
        instead: "await Promise.allSettled([1]) && record(actor, {",
      },
    ],
    fail: ["without its entry nothing"],
  },
  {
    rows: ["P2"],
    does: "does not say who was in a list that was looked at",
    changes: [{ file: looks, text: "shown: shownBy(answer),", instead: "shown: shownBy({})," }],
    fail: ["a list of accounts", "an organisation that a moderator"],
  },
  {
    rows: ["P2"],
    does: "notes a HEAD as a look",
    changes: [{ file: looks, text: 'request.method !== "GET"', instead: 'request.method === "POST"' }],
    fail: ["HEAD tells nothing and leaves no entry"],
  },
  {
    rows: ["P2"],
    does: "notes one’s own reading as a look",
    changes: [
      { file: looks, text: "look.isPrivate?.(answer, actor) === false", instead: "look.type === undefined" },
    ],
    fail: ["a draft that a moderator"],
  },
  {
    rows: ["P2"],
    does: "shows the log of actions to moderators",
    changes: [
      {
        file: `${audit}/journal-routes.ts`,
        text: 'permission: "audit:read"',
        instead: 'permission: "missions:moderate"',
      },
    ],
    fail: ["is refused to a moderator"],
  },
  {
    rows: ["P2"],
    does: "notes nothing of who reads the log",
    changes: [
      {
        file: `${audit}/journal-service.ts`,
        text: 'if (tells) await note(tx, actor, filter, "json");',
        instead: "",
      },
    ],
    fail: ["holds that it was read"],
  },
];
