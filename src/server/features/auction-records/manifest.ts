import { byMission, type Manifest, nobodys } from "../../core/manifest.ts";

export const auctionRecordsManifest: Manifest = {
  feature: "auction-records",
  floor: "trust",
  tables: {
    auction_moves: {
      rights: "select, insert",
      distributed: byMission,
      persons: nobodys("moves of an auction, under its bidders’ numbers"),
      impersonal: ["move"],
    },
    auction_record_heads: {
      rights: "select, insert",
      distributed: byMission,
      persons: nobodys("hashes, signed"),
      impersonal: ["signed"],
    },
    auction_record_lines: {
      rights: "select, insert, update",
      distributed: byMission,
      persons: nobodys("what people wrote is given with the tables that it was made of"),
      personal: {
        line: { of: "party", export: "derived", erasure: "emptied" },
        salt: { of: "party", export: "derived", erasure: "emptied" },
      },
      impersonal: ["key", "digest"],
    },
  },
};
