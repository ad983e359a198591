import { type Manifest, nobodys } from "../../core/manifest.ts";

export const placesManifest: Manifest = {
  feature: "places",
  floor: "market",
  tables: {
    places: {
      rights: "select",
      distributed: "reference",
      persons: nobodys("towns of France"),
      impersonal: [
        "insee_code",
        "name",
        "department",
        "postal_codes",
        "latitude",
        "longitude",
        "name_key",
        "words",
        "commune_code",
        "former_names",
        "former_keys",
        "west",
        "south",
        "east",
        "north",
      ],
    },
    reference_loads: {
      rights: "select",
      distributed: "local",
      persons: nobodys("which reference data is loaded"),
      impersonal: ["name", "digest"],
    },
  },
};
