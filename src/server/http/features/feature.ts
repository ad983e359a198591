import type { Manifest } from "../../core/manifest.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Emit } from "../../platform/events.ts";
import type { HealthCheck } from "../../platform/health.ts";
import type { Jobs } from "../../platform/jobs.ts";
import type { Hub } from "../../platform/live/hub.ts";
import type { Log } from "../../platform/log.ts";
import type { Mailer } from "../../platform/mail.ts";
import type { Sealing } from "../../platform/sealing.ts";
import type { EventStreams } from "../answers/event-streams.ts";
import type { PublicAnswers } from "../answers/public-answers.ts";
import type { App } from "../app.ts";
import type { Attempts } from "../limits/attempts.ts";
import type { Cursors } from "../requests/cursor.ts";

/** What a feature is opened with; each takes of it what it needs. */
export interface FeatureContext {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly mailer: Mailer;
  readonly emit: Emit;
  readonly sealing: Sealing;
  readonly cursors: Cursors;
  readonly attempts: Attempts;
  readonly answers: PublicAnswers;
  readonly hub: Hub;
  readonly streams: EventStreams;
  readonly publicUrl: () => string;
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  /** In which days and hours are said where nobody's own is known. */
  readonly timeZone: string;
  readonly emailVerification: "required" | "off";
  /** DATA_DIR. */
  readonly dataDir: string;
}

/** What a feature does in the running program. */
export interface Feature {
  /** Under /api/v1. Each says who may call it, how often, and what the log of actions holds of it. */
  registerRoutes?(api: App): void;
  /** What machines ask for beside the API, without a session. */
  registerMachineRoutes?(machines: App): void;
  /** Who does the work of its queues, and when. */
  registerJobs?(): void;
  /** What it adds to the program's health; checks of one name are one part of it. */
  readonly health?: readonly HealthCheck[];
}

/**
 * A feature as its index.ts gives it to `server/features.ts`. `Needs` is the context and what features before it give;
 * `Given` is what those after it may need of it, by name.
 */
export interface FeatureDoor<Needs, Given extends object> {
  readonly manifest: Manifest;
  readonly open: (needs: Needs) => Feature & { readonly gives?: Given };
}

export const defineFeature = <Needs, Given extends object = object>(
  manifest: Manifest,
  open: FeatureDoor<Needs, Given>["open"],
): FeatureDoor<Needs, Given> => ({ manifest, open });
