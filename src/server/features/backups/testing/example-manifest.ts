import { createHash } from "node:crypto";
import { type BackupManifest, tableObjectName } from "../backup-manifest.ts";

/** Of a backup with one table, whose object holds these bytes. */
export function exampleManifest(
  id: string,
  content: Buffer,
  at = "2026-11-30T03:30:00.123456Z",
): BackupManifest {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const rows = { name: "missions", columns: ["id", "title"], rows: 3, sha256, bytes: 42 };
  return {
    id,
    program: "1.2.3",
    madeBy: "command",
    copy: {
      postgres: "18.1",
      at,
      migrations: ["0001_foundation"],
      tables: [rows],
      partitions: [
        { name: "audit_entries_2026_11", parent: "audit_entries", bound: "FOR VALUES FROM (1) TO (2)" },
      ],
      sequences: [{ name: "audit_entries_position_seq", last: "9223372036854775807", called: true }],
      indexes: ["CREATE INDEX places_name ON public.places USING btree (name)"],
    },
    objects: [{ table: "missions", name: tableObjectName(id, "missions"), bytes: content.length, sha256 }],
    recipients: ["age1example"],
    auditHead: {
      origin: "swideal.example/log",
      size: 12,
      root: "6iqXC9Z5cPq3r1K2m8m8bWfJ9tGkQm8kq0l3l0m3n0o=",
    },
    tookMs: 1_234,
  };
}
