import type { Manifest } from "../../core/manifest.ts";

export const demoManifest: Manifest = { feature: "demo", floor: "demo", tables: {} };
