import type { FastifyRequest } from "fastify";
import type { App } from "../../http/app.ts";
import { originOf } from "../../http/requests/authentication.ts";
import type { WitnessService } from "./witness.ts";

/**
 * Where other logs ask for a cosignature: C2SP tlog-witness. A machine's route, without a session; the body is read as it
 * comes, for the specification names no type of it.
 */
export function witnessRoutes(machines: App, witness: WitnessService): void {
  machines.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer" },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.post("/audit/add-checkpoint", {
      config: { limits: ["global"], audit: "audit.cosign" },
      schema: { hide: true },
      handler: async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const answer = await witness.addCheckpoint({ kind: "visitor", ...originOf(request) }, body);
        if ("size" in answer) return reply.code(409).type("text/x.tlog.size").send(`${answer.size}\n`);
        return reply.type("text/plain; charset=utf-8").send(answer.lines);
      },
    });
  });
}
