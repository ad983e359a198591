import type { AuditedActionName } from "../server/core/audited-actions.ts";

/** What the log of actions holds of each command, or why nothing; a test fails for a command that is not here. */
export const auditedCommands: Readonly<
  Record<string, readonly AuditedActionName[] | { readonly none: string }>
> = {
  start: ["command.migrate", "command.demo", "account.create", "account.add_roles"],
  serve: { none: "what it is asked for has entries of its own" },
  migrate: ["command.migrate"],
  demo: ["command.demo"],
  export: ["data.export"],
  import: ["data.import"],
  secrets: { none: "what it prints is new, and kept nowhere" },
  "admin create": ["account.create", "account.add_roles"],
  "privacy export": ["privacy.export"],
  "privacy erase": ["privacy.erase"],
  "privacy held": ["privacy.look"],
  "privacy retention": { none: "it changes nothing, and counts what is due" },
  "record export": ["mission.read_record"],
  "record verify": { none: "it changes nothing, and says of lines whether they are what was signed" },
  "audit verify": { none: "it changes nothing, and says of entries whether they are what was written" },
  "audit export": ["audit.look"],
  "audit restart": ["audit.restart"],
  "audit witness-key": { none: "it changes nothing, and the key is public" },
  "audit prune": ["audit.prune"],
  "audit heads": { none: "published heads are public" },
  "backup create": ["backup.create", "backup.prune"],
  "backup base": ["backup.base"],
  "backup restore": ["backup.restore_to"],
  "backup list": { none: "it changes nothing, and what it says of backups is not personal" },
  "backup prune": ["backup.prune"],
  "backup key": { none: "what it says is public; that a key is kept elsewhere is a note beside it" },
  doctor: { none: "it changes nothing, and reads of statements their texts without values" },
};
