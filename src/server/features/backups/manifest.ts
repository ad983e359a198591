import type { Manifest } from "../../core/manifest.ts";

export const backupsManifest: Manifest = { feature: "backups", floor: "operation", tables: {} };
