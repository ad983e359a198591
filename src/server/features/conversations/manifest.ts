import {
  byMission,
  byParty,
  byUser,
  type Manifest,
  persons,
  withAccount,
  withMission,
} from "../../core/manifest.ts";

export const conversationsManifest: Manifest = {
  feature: "conversations",
  floor: "exchange",
  tables: {
    conversations: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: persons(
        "exchange",
        withMission,
        byParty("client_party_id", { as: "client" }),
        byParty("provider_party_id", { as: "provider" }),
      ),
    },
    messages: {
      rights: "select, insert",
      distributed: byMission,
      persons: persons("exchange", withMission, byUser("author_user_id")),
      personal: {
        text: {
          of: "both sides",
          export: "given",
          erasure: "kept",
          because: "the other side keeps what was written to it until the mission is archived",
        },
      },
    },
    conversation_reads: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: persons("exchange", withMission, byUser()),
    },
    blocks: {
      rights: "select, insert, delete",
      distributed: "local",
      // Whom others have blocked is theirs to know.
      persons: persons("exchange", withAccount, byParty()),
    },
  },
};
