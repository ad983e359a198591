import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import {
  NotificationPage,
  NotificationsQuery,
  Preferences,
  PreferencesChange,
  ReadNotifications,
  UnreadCount,
} from "./notification-contract.ts";
import type { NotificationService } from "./notification-service.ts";

const tags = ["Notifications"];
const refusals = problems(400, 401, 403, 409, 413, 415, 422, 503);

export interface NotificationRoutesDependencies {
  readonly notifications: NotificationService;
  readonly cursors: Cursors;
}

/** A user's own, for whomever it acts. */
export function notificationRoutes(
  api: App,
  { notifications, cursors }: NotificationRoutesDependencies,
): void {
  api.get("/me/notifications", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listNotifications",
      summary: "What the caller was told, the latest first",
      querystring: NotificationsQuery,
      response: { 200: NotificationPage, ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const actor = userOf(request);
      const { unread = false, cursor, limit } = request.query;
      const walk = idCursor(cursors, `me/notifications:${actor.userId}:${unread}`, limit);
      const filter = { unread, beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await notifications.list(actor, filter, languageOf(request)));
    },
  });

  api.get("/me/notifications/unread-count", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "countUnreadNotifications",
      summary: "How much of it is unread",
      response: { 200: UnreadCount, ...problems(401, 503) },
    },
    handler: async (request) => ({ count: await notifications.unread(userOf(request)) }),
  });

  api.post("/me/notifications/read", {
    config: { access: "user", audit: { none: "what somebody has read concerns nobody else" } },
    schema: {
      tags,
      operationId: "readNotifications",
      summary: "Some of it is read, or all up to one",
      body: ReadNotifications,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await notifications.read(commandOf(request), request.body);
      return reply.code(204).send(null);
    },
  });

  api.get("/me/notification-preferences", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readNotificationPreferences",
      summary: "By what mails the caller is told of what; the page shows everything",
      response: { 200: Preferences, ...problems(401, 503) },
    },
    handler: (request) => notifications.preferences(userOf(request), languageOf(request)),
  });

  api.patch("/me/notification-preferences", {
    config: { access: "user", audit: "notifications.prefer" },
    schema: {
      tags,
      operationId: "changeNotificationPreferences",
      summary: "Say by what mails, of what can be switched off",
      body: PreferencesChange,
      response: { 200: Preferences, ...refusals },
    },
    handler: (request) => notifications.prefer(commandOf(request), request.body, languageOf(request)),
  });
}
