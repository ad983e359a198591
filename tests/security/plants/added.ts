import type { Plant } from "./plant.ts";

const threads = "src/server/features/moderation/threads.ts";

const words = "migrations/0018_search_and_places.sql";

/** What attacks on Swideal itself have added: where addresses lead, and what is derived from texts. */
export const addedPlants: readonly Plant[] = [
  {
    rows: ["A1"],
    does: "follows whatever begins with one slash",
    changes: [
      {
        file: "src/web/lib/own-address.ts",
        text: "return read.origin === origin && again.href === read.href ? path : null;",
        instead:
          'return again !== undefined && path !== "" && text.startsWith("/") && !text.startsWith("//") ? text : null;',
      },
    ],
    fail: [
      "of another host, or of no host",
      "is given back only as",
      "never leads to another site",
      "follows what Chromium, too",
    ],
  },
  {
    rows: ["A1"],
    does: "sends plain http on to whatever its own name and the target make together",
    changes: [
      {
        file: "src/server/http/entry/https-redirect.ts",
        text: 'if (target?.origin !== new URL(publicUrl()).origin) return done(new AppError("malformed_request"));',
        instead: 'if (target === null) return done(new AppError("malformed_request"));',
      },
      // Before it stands another, for every request.
      {
        file: "src/server/http/entry/node-server.ts",
        text: 'if (target.startsWith("/") || target === "*") return target;',
        instead: 'if (target !== "") return target;',
      },
    ],
    fail: ["nothing but a path is sent there"],
  },
  {
    rows: ["A1"],
    does: "sends a browser that doubled a slash to the same address",
    changes: [
      {
        file: "src/server/http/pages/web-pages.ts",
        text: 'request.url.startsWith("/api/") || !String',
        instead:
          'request.url.startsWith("//") ? reply.redirect(request.url, 302) : request.url.startsWith("/api/") || !String',
      },
    ],
    fail: ["wherever it sends a browser on"],
  },
  {
    rows: ["A2"],
    does: "offers a word that a single client writes",
    changes: [
      {
        file: "src/server/features/listing/search/offered-words.ts",
        text: "LEAST_CLIENTS = 3;",
        instead: "LEAST_CLIENTS = 1;",
      },
    ],
    fail: ["is offered to nobody", "is offered once three clients", "after any sequence"],
  },
  {
    rows: ["A2"],
    does: "takes numbers and addresses for words",
    changes: [
      {
        file: "src/server/features/listing/search/offered-words.ts",
        text: 'return NUMBER_OR_ADDRESS.test(text.normalize("NFKC"));',
        instead: 'return NUMBER_OR_ADDRESS.test("") || text === "";',
      },
    ],
    fail: ["an address, its local part and a number"],
  },
  {
    rows: ["A2"],
    does: "keeps the words of a mission that is no longer shown",
    changes: [
      {
        file: words,
        text: "mission_id uuid not null references mission_cards on delete cascade,",
        instead: "mission_id uuid not null,",
      },
    ],
    fail: ["no more once one of their missions is hidden", "after any sequence"],
  },
  {
    rows: ["A2"],
    does: "keeps the words that were taken out of a text",
    changes: [
      {
        file: words,
        text: "  delete from search_word_clients where mission_id = new.mission_id;\n",
        instead: "",
      },
    ],
    fail: ["has taken it out of a text"],
  },
  {
    rows: ["A2"],
    does: "lets browsers keep suggestions for an hour",
    changes: [
      {
        file: "src/server/features/listing/listing-routes.ts",
        text: 'const LIST_CACHE = "public, max-age=0, must-revalidate";',
        instead: 'const LIST_CACHE = "public, max-age=3600";',
      },
    ],
    fail: ["suggestions are asked for anew"],
  },
  {
    rows: ["A11"],
    does: "notes a reading of private messages that nobody has read",
    changes: [{ file: threads, text: "if (!tells) return [];\n", instead: "" }],
    fail: ["with HEAD, which tells nothing"],
  },
  {
    rows: ["A11"],
    does: "lets moderators read the messages of work that is not disputed",
    changes: [{ file: threads, text: 'work?.status !== "disputed" ||', instead: "work === null ||" }],
    fail: ["from a report of a message or a dispute alone"],
  },
  {
    rows: ["A11"],
    does: "lets moderators read private messages without a trace",
    changes: [
      {
        file: "src/server/features/conversations/thread-for-moderators.ts",
        text: 'await recordAudit(tx, actor, {\n    action: "conversation.read",',
        instead: 'await (async (..._: unknown[]) => {})(tx, actor, {\n    action: "conversation.read",',
      },
    ],
    fail: ["each reading is in the log"],
  },
];
