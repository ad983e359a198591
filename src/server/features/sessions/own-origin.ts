import type { FastifyRequest } from "fastify";
import { AppError } from "../../core/errors.ts";

/**
 * Refuses what another site's page makes a browser send with our cookie. Browsers put `Origin` on
 * every POST and no page can forge it; programs that are no browser send none, and hold no cookie
 * that they were not given.
 */
export function refuseForeignOrigins(publicUrl: () => string, corsOrigins: readonly string[]) {
  return async (request: FastifyRequest): Promise<void> => {
    const { origin } = request.headers;
    if (origin === undefined || corsOrigins.includes(origin) || isOwn(origin, publicUrl())) return;
    throw new AppError("forbidden");
  };
}

/** On a laptop, 127.0.0.1 is another name of localhost. */
function isOwn(origin: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  own.hostname = own.hostname === "localhost" ? "127.0.0.1" : own.hostname;
  return origin === own.origin;
}
