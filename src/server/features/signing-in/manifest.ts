import type { Manifest } from "../../core/manifest.ts";

export const signingInManifest: Manifest = { feature: "signing-in", floor: "signing in", tables: {} };
