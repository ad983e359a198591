import {
  byMission,
  byParty,
  byUser,
  given,
  type Manifest,
  persons,
  withMission,
} from "../../core/manifest.ts";

export const questionsManifest: Manifest = {
  feature: "questions",
  floor: "exchange",
  tables: {
    questions: {
      rights: "select, insert, update",
      distributed: byMission,
      // One row, two people: who asked has the question, who answered the answer.
      persons: persons(
        "exchange",
        withMission,
        byUser("author_user_id", { as: "asking", without: ["answer"] }),
        byParty("client_party_id", {
          as: "answering",
          only: ["id", "mission_id", "number", "answer", "answered_at"],
        }),
      ),
      personal: { text: given("party", "replaced"), answer: given("both sides", "replaced") },
    },
  },
};
