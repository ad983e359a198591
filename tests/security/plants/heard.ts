import type { Plant } from "./plant.ts";

const features = "src/server/features";

/** What people hear of each other by a question or a thread. */
export const heardPlants: readonly Plant[] = [
  {
    rows: ["H5"],
    does: "names who asked a question",
    changes: [
      {
        file: `${features}/questions/question-view.ts`,
        text: "author: reader.moderator ? {",
        instead: "author: reader.partyId !== undefined ? {",
      },
    ],
    fail: ["who asked"],
  },
  {
    rows: ["H5"],
    does: "shows a hidden question to everybody",
    changes: [
      {
        file: `${features}/questions/question-queries.ts`,
        text: "(q.hidden_by_decision is null or",
        instead: "(true or",
      },
    ],
    fail: ["that moderators hide"],
  },
  {
    rows: ["H5"],
    does: "lists the questions of any mission",
    changes: [
      {
        file: `${features}/questions/question-service.ts`,
        text: "await requireVisible(database.writer, missionId, reader);",
        instead: "",
      },
    ],
    fail: ["of what one does not see"],
  },
  {
    rows: ["H5"],
    does: "takes contact details in what is public",
    changes: [
      {
        file: `${features}/questions/question.ts`,
        text: "if (found !== null)",
        instead: "if (found === undefined)",
      },
    ],
    fail: ["contact details are refused"],
  },
  {
    rows: ["H6"],
    does: "gives a conversation to whoever has its id",
    changes: [
      {
        file: `${features}/conversations/conversation-queries.ts`,
        text: "where id = ${id} and ${partyId} in (client_party_id, provider_party_id)`",
        instead: "where id = ${id} and ${partyId}::uuid is not null`",
      },
    ],
    fail: ["both sides write and read"],
  },
  {
    rows: ["H6"],
    does: "lets moderators read any conversation about work",
    changes: [
      {
        file: `${features}/moderation/threads.ts`,
        text: 'if (work?.status !== "disputed" || work.providerPartyId === null) return null;',
        instead: "if (work === null || work.providerPartyId === null) return null;",
      },
    ],
    fail: ["a moderator reads"],
  },
  {
    rows: ["H6"],
    does: "notes no reading of a conversation",
    changes: [
      {
        file: `${features}/conversations/thread-for-moderators.ts`,
        text: "await recordAudit(tx, actor, {",
        instead: "void (async (..._: unknown[]) => recordAudit)(tx, {",
      },
    ],
    fail: ["a moderator reads"],
  },
  {
    rows: ["H6"],
    does: "notes what was written",
    changes: [
      {
        file: `${features}/conversations/message-service.ts`,
        text: "changes: { missionId, conversationId: sides.id },",
        instead: "changes: { missionId, conversationId: sides.id, text },",
      },
    ],
    fail: ["never its text"],
  },
  {
    rows: ["H6"],
    does: "opens conversations in a sealed auction that still runs",
    changes: [
      {
        file: `${features}/conversations/message-service.ts`,
        text: 'if (sealed) throw new AppError("invalid_transition");',
        instead: "void sealed;",
      },
    ],
    fail: ["in a sealed auction nobody writes"],
  },
  {
    rows: ["H6"],
    does: "lets write who is blocked",
    changes: [
      {
        file: `${features}/conversations/message-service.ts`,
        text: 'if (blocked && !isAtWork(work, providerPartyId)) throw new AppError("blocked");',
        instead: "void blocked;",
      },
    ],
    fail: ["a block stops messages"],
  },
  {
    rows: ["H7"],
    does: "takes any number of questions of a party",
    changes: [
      {
        file: `${features}/questions/question-service.ts`,
        text: 'if (own >= MOST_OF_A_PARTY) throw full("questions_of_party", MOST_OF_A_PARTY);',
        instead: "void own;",
      },
    ],
    fail: ["five questions on a mission"],
  },
  {
    rows: ["H7"],
    does: "takes any number of questions a day",
    changes: [
      {
        file: `${features}/questions/question-routes.ts`,
        text: 'config: { access: "user", audit: "question.ask", limitWhenDone: "question" },',
        instead: 'config: { access: "user", audit: "question.ask" },',
      },
    ],
    fail: ["twenty questions a day"],
  },
  {
    rows: ["H7"],
    does: "sends one text to any number of people",
    changes: [
      {
        file: `${features}/conversations/message-service.ts`,
        text: "if (same >= MOST_WITH_ONE_TEXT) throw",
        instead: "if (same < 0) throw",
      },
    ],
    fail: ["the same text goes to five"],
  },
  {
    rows: ["H7"],
    does: "takes any number of messages at once",
    changes: [
      { file: `${features}/conversations/message-routes.ts`, text: 'limitWhenDone: "message",', instead: "" },
    ],
    fail: ["thirty messages in ten minutes"],
  },
];
