import { byMission, derived, type Manifest, nobodys } from "../../core/manifest.ts";

export const picturesManifest: Manifest = {
  feature: "pictures",
  floor: "exchange",
  tables: {
    mission_pictures: {
      distributed: byMission,
      persons: nobodys("drawn of a mission's title, and drawn again when asked for"),
      personal: { content_hash: derived("party", "deleted"), picture: derived("party", "deleted") },
    },
  },
};
