import { byMission, derived, type Manifest } from "../../core/manifest.ts";

export const picturesManifest: Manifest = {
  feature: "pictures",
  floor: "exchange",
  tables: {
    mission_pictures: {
      distributed: byMission,
      personal: { content_hash: derived("party", "deleted"), picture: derived("party", "deleted") },
    },
  },
};
