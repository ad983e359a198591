import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { pathTo } from "../../../shared/page-paths.ts";
import { tokenFragment } from "../../../shared/token-fragment.ts";
import type { App } from "../../http/app.ts";
import { ownOrigins } from "../../http/entry/csrf-protection.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { originOf } from "../../http/requests/authentication.ts";
import type { Unsubscribe } from "./unsubscribe.ts";

const Params = z.object({ token: z.string().max(200) });
/** base64url: what else an address holds is none of ours, and may be what no header can say. */
const TOKEN = /^[\w-]*$/;
const BODY_LIMIT_BYTES = 4 * 1024;

/**
 * What mail programs ask for in one click (RFC 8058), and scanners open by themselves: machines, without a session. GET leads
 * to the page with the button. POST counts only with `List-Unsubscribe=One-Click`, url-encoded or multipart, from no page
 * but our own and without a cookie. Whatever is asked, the answer is the same, so nobody learns which tokens are good.
 */
export function unsubscribeRoutes(app: App, unsubscribe: Unsubscribe): void {
  app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: BODY_LIMIT_BYTES },
      // Either a promise or a callback: a parser that has both is followed by the handler twice.
      async (request: FastifyRequest, body: Buffer) => {
        request.oneClick = await isOneClick(request, body);
        return null;
      },
    );
    scope.decorateRequest("oneClick", false);

    scope.get("/api/v1/unsubscribe/:token", {
      config: { limits: ["unsubscribe"] },
      schema: { hide: true, params: Params },
      handler: (request, reply) => {
        const { token } = request.params;
        const page =
          pathTo(languageOf(request), "unsubscribe") + tokenFragment(TOKEN.test(token) ? token : "");
        return reply.header("cache-control", "no-store").redirect(page, 303);
      },
    });

    scope.post("/api/v1/unsubscribe/:token", {
      config: { limits: ["unsubscribe"], fromAnyOrigin: true },
      schema: { hide: true, params: Params },
      handler: async (request, reply) => {
        if (request.oneClick && comesFromNobody(request, app.publicUrl()))
          await unsubscribe({ kind: "visitor", ...originOf(request) }, request.params.token);
        return reply.code(204).send();
      },
    });
  });
}

declare module "fastify" {
  interface FastifyRequest {
    /** Whether the body says what RFC 8058 wants it to say. */
    oneClick: boolean;
  }
}

async function isOneClick({ headers }: FastifyRequest, body: Buffer): Promise<boolean> {
  const type = headers["content-type"] ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) return false;
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    return form.get("List-Unsubscribe") === "One-Click";
  } catch {
    // Not the form that it says it is.
    return false;
  }
}

/** A mail server's machine, which says of no page where it comes from and holds no cookie; or our own page's button. */
function comesFromNobody({ headers }: FastifyRequest, publicUrl: string): boolean {
  const { origin, cookie } = headers;
  if (origin !== undefined) return ownOrigins(publicUrl).includes(origin);
  return cookie === undefined;
}
