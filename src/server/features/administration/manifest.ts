import type { Manifest } from "../../core/manifest.ts";

export const administrationManifest: Manifest = { feature: "administration", floor: "trust", tables: {} };
