import { given, type Manifest } from "../../core/manifest.ts";

export const offersManifest: Manifest = {
  feature: "offers",
  tables: {
    offers: { personal: { message: given("party", "emptied") }, impersonal: ["status"] },
    offer_revisions: {},
  },
};
