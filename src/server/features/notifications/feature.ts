import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { notificationsManifest } from "./manifest.ts";
import { notificationJobs } from "./notification-jobs.ts";
import { prepareMail } from "./prepare-mail.ts";

export const notificationsFeature = defineFeature(
  notificationsManifest,
  ({ database, jobs, mailer, log, publicUrl, currency, timeZone }: FeatureContext) => ({
    registerJobs: () =>
      notificationJobs(jobs, {
        ...{ database, mailer, log },
        prepare: (tx, due) => prepareMail(tx, due, { publicUrl, currency, timeZone }),
      }),
  }),
);
