import type { Manifest } from "../../core/manifest.ts";

export const operationsManifest: Manifest = { feature: "operations", floor: "operation", tables: {} };
