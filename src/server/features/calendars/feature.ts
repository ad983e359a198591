import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { calendarFileRoute, calendarRoutes } from "./calendar-routes.ts";
import { createCalendarService } from "./calendar-service.ts";
import { calendarsManifest } from "./manifest.ts";

export const calendarsFeature = defineFeature(
  calendarsManifest,
  ({ database, publicUrl }: FeatureContext) => {
    const calendars = createCalendarService({ database, publicUrl });
    return {
      registerRoutes: (api: App) => calendarRoutes(api, calendars),
      registerMachineRoutes: (machines: App) => calendarFileRoute(machines, calendars),
    };
  },
);
