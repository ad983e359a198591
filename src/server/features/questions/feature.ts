import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { questionsManifest } from "./manifest.ts";
import { questionRoutes } from "./question-routes.ts";
import { createQuestionService } from "./question-service.ts";

export const questionsFeature = defineFeature(
  questionsManifest,
  ({ database, emit, cursors, answers }: FeatureContext) => ({
    registerRoutes: (api: App) =>
      questionRoutes(api, { questions: createQuestionService({ database, emit }), cursors, answers }),
  }),
);
