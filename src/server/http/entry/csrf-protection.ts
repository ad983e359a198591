import type { FastifyRequest } from "fastify";
import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route judges by itself where a request comes from, and answers all of them alike. */
    fromAnyOrigin?: boolean;
  }
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses whatever another site's page makes a browser send that could change something, sign-in
 * included. No page can forge `Origin` or `Sec-Fetch-Site`; programs that are no browser send neither,
 * and hold no cookie that they were not given.
 */
export function protectAgainstCsrf(
  app: App,
  { publicUrl, corsOrigins }: { publicUrl: () => string; corsOrigins: readonly string[] },
): void {
  const listed = new Set(corsOrigins);
  app.addHook("onRequest", (request, _reply, done) => {
    const { fromAnyOrigin } = request.routeOptions.config;
    const { origin } = request.headers;
    request.fromOwnPage = origin !== undefined && ownOrigins(publicUrl()).includes(origin);
    if (SAFE_METHODS.has(request.method) || fromAnyOrigin === true || isOurs(request)) done();
    else done(new AppError("forbidden"));
  });

  function isOurs({ headers, fromOwnPage }: FastifyRequest): boolean {
    const { origin } = headers;
    if (origin !== undefined) return fromOwnPage || listed.has(origin);
    const site = headers["sec-fetch-site"];
    return site === undefined || site === "same-origin" || site === "none";
  }
}

/** On a laptop, 127.0.0.1 is another name of localhost. */
export function ownOrigins(publicUrl: string): string[] {
  const { origin, hostname } = new URL(publicUrl);
  return hostname === "localhost" ? [origin, origin.replace("localhost", "127.0.0.1")] : [origin];
}
