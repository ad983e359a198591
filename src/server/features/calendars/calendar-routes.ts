import { z } from "zod";
import { notFound } from "../../core/errors.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { Calendar, NewCalendar } from "./calendar-contract.ts";
import type { CalendarService } from "./calendar-service.ts";

const tags = ["Accounts"];
const description =
  "The deadlines of the missions of every party that one belongs to, of those on which it has an offer, and of favourites.";

export function calendarRoutes(api: App, calendars: CalendarService): void {
  api.get("/me/calendar", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readCalendar",
      summary: "Whether one's deadlines have a secret address",
      description,
      response: { 200: Calendar, ...problems(401, 503) },
    },
    handler: (request) => calendars.read(userOf(request)),
  });

  api.post("/me/calendar", {
    config: { access: "user", audit: "calendar.make" },
    schema: {
      tags,
      operationId: "makeCalendar",
      summary: "A secret address of one's deadlines for calendar programs, in the place of the one before",
      description,
      body: z.strictObject({}).nullish(),
      response: { 201: NewCalendar, ...problems(400, 401, 413, 415, 503) },
    },
    handler: async (request, reply) => reply.code(201).send(await calendars.make(userOf(request))),
  });

  api.delete("/me/calendar", {
    config: { access: "user", audit: "calendar.revoke" },
    schema: {
      tags,
      operationId: "revokeCalendar",
      summary: "Make the secret address lead nowhere",
      response: { 204: z.null(), ...problems(400, 401, 503) },
    },
    handler: async (request, reply) => {
      await calendars.revoke(userOf(request));
      return reply.code(204).send(null);
    },
  });
}

/** Read by programs that cannot sign in: the address is the secret, so nothing on the way may keep or tell it. */
export function calendarFileRoute(app: App, calendars: CalendarService): void {
  app.get("/calendrier/:file", {
    schema: { hide: true, params: z.object({ file: z.string().max(100) }) },
    handler: async (request, reply) => {
      const secret = /^([\w-]{43})\.ics$/.exec(request.params.file)?.[1];
      if (secret === undefined) throw notFound();
      const written = await calendars.write(secret);
      return reply
        .header("cache-control", "private, no-cache")
        .header("referrer-policy", "no-referrer")
        .header("x-robots-tag", "noindex")
        .header("content-disposition", 'attachment; filename="swideal.ics"')
        .type("text/calendar; charset=utf-8")
        .send(written);
    },
  });
}
