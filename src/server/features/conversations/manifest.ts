import { byMission, given, type Manifest } from "../../core/manifest.ts";

export const conversationsManifest: Manifest = {
  feature: "conversations",
  floor: "exchange",
  tables: {
    conversations: { rights: "select, insert, update", distributed: byMission },
    messages: {
      rights: "select, insert",
      distributed: byMission,
      // The other side keeps what it was written until the mission is archived.
      personal: { text: given("both sides", "emptied") },
    },
    conversation_reads: { rights: "select, insert, update", distributed: byMission },
    blocks: { rights: "select, insert, delete", distributed: "local" },
  },
};
