import type { FastifyReply } from "fastify";
import { z } from "zod";
import { problems } from "../../../http/answers/openapi.ts";
import type { App } from "../../../http/app.ts";
import { Id } from "../../../http/common-contract.ts";
import { languageOf } from "../../../http/problems/problem.ts";
import { userOf } from "../../../http/requests/authentication.ts";
import { addVary } from "../../../http/vary.ts";
import { reauthentication } from "../../accounts/index.ts";
import { Erasure } from "./erasure-contract.ts";
import type { ErasureService } from "./erasure-service.ts";

const tags = ["Accounts"];

export interface ErasureRoutesDependencies {
  readonly erasures: ErasureService;
  /** Takes the session's cookie back. */
  readonly clearRefreshCookie: (reply: FastifyReply) => void;
}

export function erasureRoutes(api: App, { erasures, clearRefreshCookie }: ErasureRoutesDependencies): void {
  api.delete("/me", {
    config: { access: "user", audit: "privacy.erase" },
    schema: {
      tags,
      operationId: "eraseAccount",
      summary: "Erase one's own account, for good",
      description:
        "With the password once more. Open missions are cancelled and offers withdrawn. 409 `invalid_transition` while work is agreed, under way or in dispute, and `last_owner` while an organisation has no other owner: both name what stands against it. The answer is the receipt.",
      body: z.strictObject(reauthentication),
      response: { 200: Erasure, ...problems(400, 401, 403, 409, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const erased = await erasures.erase(userOf(request), request.body, languageOf(request));
      clearRefreshCookie(reply);
      return erased;
    },
  });

  api.get("/erasures/:id", {
    config: { access: "public" },
    schema: {
      tags,
      operationId: "readErasure",
      summary:
        "The receipt of an erasure, for whoever has its id: what went, what stays and why, how far the rest is",
      params: z.strictObject({ id: Id }),
      response: { 200: Erasure, ...problems(400, 401, 404, 503) },
    },
    handler: (request, reply) => {
      reply.header("cache-control", "no-store");
      addVary(reply, "Accept-Language");
      return erasures.read(request.params.id, languageOf(request));
    },
  });
}
