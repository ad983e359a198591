import type { Manifest } from "./core/manifest.ts";
import { demoManifest } from "./features/demo/index.ts";
import { features } from "./features.ts";
import { platformManifest } from "./platform/manifest.ts";

/** What each part of the program tells of itself; the demonstration fills tables of others and serves nothing. */
export const manifests: readonly Manifest[] = [platformManifest, ...features.manifests, demoManifest];
