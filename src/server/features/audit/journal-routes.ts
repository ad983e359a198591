import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/requests/authentication.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import { type AuditEvent, AuditEventPage, AuditEventsQuery } from "./journal-contract.ts";
import { journalCsv } from "./journal-csv.ts";
import type { JournalPlace, JournalRow } from "./journal-queries.ts";
import type { JournalService } from "./journal-service.ts";

const PATH = "/admin/audit-events";

export function journalRoutes(api: App, deps: { journal: JournalService; cursors: Cursors }): void {
  const { journal, cursors } = deps;
  api.get(PATH, {
    config: { access: "user", audit: "audit.look", permission: "audit:read" },
    schema: {
      tags: ["Operations"],
      operationId: "listAuditEvents",
      summary: "The log of actions, newest first; each reading is an entry of its own",
      description:
        "As CSV (RFC 4180) in files of 100,000 entries; where there are more, `Link` with `rel=next` leads to the next " +
        "file. What a spreadsheet would take for a formula has an apostrophe before it.",
      querystring: AuditEventsQuery,
      response: {
        200: {
          description: "Entries",
          content: { "application/json": { schema: AuditEventPage }, "text/csv": { schema: z.string() } },
        },
        ...problems(400, 401, 403, 503),
      },
    },
    handler: async (request, reply) => {
      const actor = userOf(request);
      const { cursor, limit, format, ...filter } = request.query;
      const scope = `admin/audit-events:${actor.userId}:${JSON.stringify(filter)}`;
      const after = cursor === undefined ? null : (cursors.decode(scope, cursor) as unknown as JournalPlace);
      const tells = request.method !== "HEAD";
      const cursorTo = ([at, id]: JournalPlace) => cursors.encode(scope, [at, id]);
      if (!wantsCsv(request, format)) {
        const rows = await journal.page(actor, filter, { after, limit: limit + 1, tells });
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        return {
          items: shown.map(event),
          nextCursor: last === undefined ? null : cursorTo([last.at, last.id]),
        };
      }
      const { pages, next } = await journal.file(actor, filter, { after, tells });
      if (next !== null) reply.header("link", `<${nextFile(request, cursorTo(next))}>; rel="next"`);
      reply
        .header("cache-control", "no-store")
        .header("content-disposition", 'attachment; filename="swideal-journal.csv"')
        .type("text/csv; charset=utf-8; header=present");
      // What leaves as it is read has no schema.
      return reply.send(Readable.from(journalCsv(pages)) as never);
    },
  });
}

/** The query says more than the header, which browsers write by themselves. */
function wantsCsv({ headers }: FastifyRequest, format: AuditEventsQuery["format"]): boolean {
  if (format !== undefined) return format === "csv";
  return (headers.accept ?? "")
    .split(",", 20)
    .some((type) => type.trim().toLowerCase().startsWith("text/csv"));
}

/** The same address with another cursor. */
function nextFile(request: FastifyRequest, cursor: string): string {
  const query = new URLSearchParams(request.url.split("?")[1] ?? "");
  query.set("format", "csv");
  query.set("cursor", cursor);
  return `/api/v1${PATH}?${query}`;
}

function event(row: JournalRow): AuditEvent {
  const { id, at, action, result, requestId, address, userAgent, changes } = row;
  return {
    id,
    at: new Date(at).toISOString(),
    action,
    result,
    actor: { kind: row.actorKind, id: row.actorId, partyId: row.actorPartyId, name: row.actorName },
    resource: { type: row.resourceType, id: row.resourceId },
    requestId,
    details: row.hasDetails ? { address, userAgent, changes } : null,
  };
}
