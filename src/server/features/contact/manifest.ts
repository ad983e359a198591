import { given, type Manifest } from "../../core/manifest.ts";

const own = given("party", "deleted");

export const contactManifest: Manifest = {
  feature: "contact",
  tables: {
    contact_details: { personal: { name: own, phone: own, email: own, address: own } },
    contact_consents: {},
    work_addresses: { personal: { address: own } },
  },
};
