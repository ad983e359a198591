import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { Id } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import type { Log } from "../../platform/log.ts";
import { reauthentication } from "../accounts/index.ts";
import { DataArchive, DataExport, LatestExport } from "./export-contract.ts";
import type { ExportService, TakenArchive } from "./export-service.ts";

const tags = ["Accounts"];

export function exportRoutes(api: App, exports: ExportService, log: Log): void {
  api.post("/me/export", {
    config: { access: "user", audit: "privacy.export", limitWhenDone: "export" },
    schema: {
      tags,
      operationId: "exportData",
      summary: "Have an archive made of everything that is kept about oneself",
      description:
        "With the password once more. One at a time: asked for again while it is being made, it is the same; later, a new one takes its place. A notification tells when it is ready.",
      body: z.strictObject(reauthentication),
      response: { 202: DataExport, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      // Beyond the limit, whatever key it bears: no answer of it is kept.
      if (request.refusal !== null) throw request.refusal;
      return reply.code(202).send(await exports.ask(userOf(request), request.body));
    },
  });

  api.get("/me/export", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "readLatestExport",
      summary: "How far one's latest archive is",
      response: { 200: LatestExport, ...problems(401, 503) },
    },
    handler: (request) => exports.latest(userOf(request)),
  });

  api.get("/me/export/:id", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "takeExport",
      summary: "How far an archive is (202), then the archive itself (200), once",
      description:
        "Given out in the session that asked for it alone, for 24 hours. One that did not arrive can be taken again.",
      params: z.strictObject({ id: Id }),
      response: { 200: DataArchive, 202: DataExport, ...problems(400, 401, 403, 404, 503) },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const actor = userOf(request);
      // To look is not to take.
      if (request.method === "HEAD") return reply.code(202).send(await exports.state(actor, id));
      const taken = await exports.take(actor, id);
      if ("state" in taken) return reply.code(202).send(taken);
      return send(reply, id, taken, log);
    },
  });
}

function send(
  reply: FastifyReply,
  id: string,
  { size, madeAt, parts, over }: TakenArchive,
  log: Log,
): FastifyReply {
  reply.raw.once("close", () => {
    over(reply.raw.writableFinished).catch((error: unknown) =>
      log.error({ err: error }, "what became of an archive could not be noted"),
    );
  });
  return reply
    .header("cache-control", "no-store")
    .header("etag", `"${id}"`)
    .header("content-disposition", `attachment; filename="swideal-${madeAt.toISOString().slice(0, 10)}.json"`)
    .header("content-length", size)
    .type("application/json; charset=utf-8")
    .send(Readable.from(parts, { objectMode: false }));
}
