import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";
import { isIn, networks } from "./networks.ts";

/**
 * Where people reach us by https, a trusted proxy that says a request came without it sends the caller
 * there; what would have changed something is refused, for it already travelled in clear. The target is
 * `publicUrl` alone, never the request's Host. Requests of which no proxy speaks, such as a monitor's
 * beside the program, pass.
 */
export function redirectToHttps(
  app: App,
  { publicUrl, trustedProxies }: { publicUrl: () => string; trustedProxies: readonly string[] },
): void {
  if (trustedProxies.length === 0) return;
  const trusted = networks(trustedProxies);
  app.addHook("onRequest", (request, reply, done) => {
    if (request.headers["x-forwarded-proto"] === undefined) return done();
    if (request.protocol.toLowerCase() === "https" || !publicUrl().startsWith("https:")) return done();
    if (!isIn(trusted, request.socket.remoteAddress)) return done();
    // A browser passes it over without TLS, and RFC 6797 (section 7.2) forbids it there.
    reply.removeHeader("strict-transport-security");
    if (request.method !== "GET" && request.method !== "HEAD") return done(new AppError("forbidden"));
    const target = URL.parse(publicUrl() + request.url);
    // A target that is no path, as `*`, would go on where our host's name ends.
    if (target?.origin !== new URL(publicUrl()).origin) return done(new AppError("malformed_request"));
    reply.header("cache-control", "no-store").redirect(publicUrl() + request.url, 308);
  });
}
