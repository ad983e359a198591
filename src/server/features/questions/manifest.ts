import { byMission, given, type Manifest } from "../../core/manifest.ts";

export const questionsManifest: Manifest = {
  feature: "questions",
  floor: "exchange",
  tables: {
    questions: {
      rights: "select, insert, update",
      distributed: byMission,
      personal: { text: given("party", "emptied"), answer: given("both sides", "emptied") },
    },
  },
};
