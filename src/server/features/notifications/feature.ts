import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { digestJobs } from "./digest/send-digests.ts";
import { notificationsManifest } from "./manifest.ts";
import { notificationJobs } from "./notification-jobs.ts";
import { notificationRoutes } from "./notification-routes.ts";
import { createNotificationService } from "./notification-service.ts";
import { prepareMail } from "./prepare-mail.ts";
import { finishRestrictionJobs } from "./restrictions-left-by-jobs.ts";
import { createUnsubscribe } from "./unsubscribe.ts";
import { unsubscribeRoutes } from "./unsubscribe-routes.ts";
import { createUnsubscribeTokens } from "./unsubscribe-token.ts";

export interface NotificationNeeds extends FeatureContext {
  /** Made of APP_KEYS: the first signs, all verify. */
  readonly unsubscribeKeys: readonly Buffer[];
}

export const notificationsFeature = defineFeature(
  notificationsManifest,
  ({
    database,
    jobs,
    mailer,
    log,
    publicUrl,
    currency,
    timeZone,
    cursors,
    unsubscribeKeys,
  }: NotificationNeeds) => {
    const tokens = createUnsubscribeTokens(unsubscribeKeys);
    const notifications = createNotificationService({ database, currency, timeZone });
    return {
      registerRoutes(api: App) {
        notificationRoutes(api, { notifications, cursors });
      },
      registerMachineRoutes: (app: App) => unsubscribeRoutes(app, createUnsubscribe({ database, tokens })),
      registerJobs() {
        const prepared = { publicUrl, currency, timeZone, tokens };
        notificationJobs(jobs, {
          ...{ database, mailer, log },
          prepare: (tx, due) => prepareMail(tx, due, prepared),
        });
        finishRestrictionJobs(jobs, database);
        digestJobs(jobs, { ...{ database, mailer, log }, ...prepared });
      },
    };
  },
);
