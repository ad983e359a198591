import {
  byUser,
  erasedByOwner,
  heldAs,
  type Manifest,
  madeAgo,
  nobodys,
  persons,
  secret,
  withLog,
} from "../../core/manifest.ts";
import { DETAILS_KEPT } from "./expired-details.ts";

const PROOF = "the log's proof; it holds salted hashes of what is personal, and ids";

const SEALS = nobodys("hashes of entries, and where they stand");

export const auditManifest: Manifest = {
  feature: "audit",
  floor: "record",
  tables: {
    audit_entries: {
      rights: "select, insert",
      distributed: { by: "entry", column: "id" },
      persons: persons("audit", withLog, byUser("actor_id")),
      personal: {
        details_hash: { of: "account", export: "derived", erasure: "kept", because: PROOF },
      },
      impersonal: ["action", "result", "actor_kind", "actor_name", "resource_type", "request_id", "evidence"],
    },
    audit_details: {
      rights: "select, insert, delete",
      distributed: { by: "entry", column: "entry_id" },
      // What others did to the person, with their words about it, goes as well.
      persons: heldAs(
        "connections",
        ["entry_at", "address"],
        erasedByOwner(
          persons(
            "audit",
            madeAgo(DETAILS_KEPT),
            byUser("actor_id", {
              through: { table: "audit_entries", equal: { entry_at: "at", entry_id: "id" } },
            }),
          ),
        ),
      ),
      personal: {
        address: { of: "account", export: "given", erasure: "deleted" },
        user_agent: { of: "account", export: "given", erasure: "deleted" },
        changes: { of: "account", export: "given", erasure: "deleted" },
        salt: secret,
      },
    },
    // Leaves, tiles and heads are added by functions of the database's owner alone.
    audit_logs: { rights: "select", distributed: "local", persons: SEALS, impersonal: ["origin"] },
    audit_unsealed: {
      rights: "select, insert",
      distributed: "local",
      persons: SEALS,
      impersonal: ["key_id", "mac"],
    },
    audit_leaves: { rights: "select", distributed: "local", persons: SEALS, impersonal: ["kind", "padding"] },
    audit_tiles: { rights: "select", distributed: "local", persons: SEALS, impersonal: ["hashes"] },
    audit_heads: { rights: "select", distributed: "local", persons: SEALS, impersonal: ["root", "note"] },
    audit_pruned: { rights: "select", distributed: "local", persons: SEALS, impersonal: ["note", "begun"] },
    audit_told: {
      rights: "select, insert, update",
      distributed: "local",
      persons: nobodys("which head a webhook was told of last"),
      impersonal: ["listener"],
    },
    audit_cosignatures: {
      rights: "select, insert",
      distributed: "local",
      persons: nobodys("what witnesses, which are programs, have signed of the log's heads"),
      impersonal: ["witness", "line"],
    },
    // Forwards alone: a trigger refuses the rest.
    audit_witnessed: {
      rights: "select, insert, update",
      distributed: "local",
      persons: nobodys("the last heads of other installations' logs that this one has cosigned"),
      impersonal: ["origin", "root", "note"],
    },
  },
};
