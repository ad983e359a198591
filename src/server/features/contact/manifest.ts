import { byMission, given, type Manifest } from "../../core/manifest.ts";

const own = given("party", "deleted");

export const contactManifest: Manifest = {
  feature: "contact",
  floor: "exchange",
  tables: {
    contact_details: { distributed: "local", personal: { name: own, phone: own, email: own, address: own } },
    contact_consents: { rights: "select, insert, update", distributed: byMission },
    work_addresses: { distributed: byMission, personal: { address: own } },
  },
};
