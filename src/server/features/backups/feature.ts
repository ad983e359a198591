import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { backupsManifest } from "./manifest.ts";

export const backupsFeature = defineFeature(backupsManifest, (_: FeatureContext) => ({}));
