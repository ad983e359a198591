import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";
import { sendProblem } from "../problems/problem.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/**
 * Answers 405 with `Allow` where a path exists and the method does not (RFC 9110). Call `finish` once
 * every route stands.
 */
export function watchMethods(app: App): { finish: () => void } {
  const known = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    for (const one of Array.isArray(method) ? method : [method]) methods.add(one);
    known.set(url, methods);
  });
  return {
    finish() {
      for (const [url, methods] of [...known]) {
        if (url.includes("*") || url.startsWith("/docs")) continue;
        const allow = [...methods].join(", ");
        const missing = METHODS.filter((method) => !methods.has(method));
        app.route({
          method: missing,
          url,
          schema: { hide: true },
          handler: (request, reply) =>
            sendProblem(request, reply.header("allow", allow), new AppError("method_not_allowed")),
        });
      }
    },
  };
}
