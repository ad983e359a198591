import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { CachedResponse, ResponseCache } from "../answers/response-cache.ts";
import type { Limits } from "../limits/create-limits.ts";
import { fieldsOf } from "../limits/fields.ts";

export interface FastPathOptions {
  readonly kept: ResponseCache;
  readonly limits: Limits;
  /** Whether proxies are believed; then who asks is found out further on. */
  readonly behindProxies: boolean;
  /** Where there are any, each answer says who may read it. */
  readonly corsOrigins: readonly string[];
}

/**
 * Answers what is kept before anything else is made of a request: half of what a kept answer costs is the framework's
 * request, reply and hooks. Limits count here as they do there. Whatever is not quite ordinary goes the long way,
 * a request beyond its limits too, which is then refused without being counted again.
 */
export function fastPath({ kept, limits, behindProxies, corsOrigins }: FastPathOptions) {
  return (longWay: RequestListener): RequestListener => {
    if (corsOrigins.length > 0) return longWay;
    const answer = (request: IncomingMessage, response: ServerResponse, found: CachedResponse) => {
      const counted = limits.countVisitor(request, found.limits);
      if (counted instanceof Promise) {
        counted
          .then((late) => finish(request, response, found, late))
          .catch(() => longWay(request, response));
      } else finish(request, response, found, counted);
    };
    const finish = (
      request: IncomingMessage,
      response: ServerResponse,
      { representation }: CachedResponse,
      counted: Awaited<ReturnType<Limits["countVisitor"]>>,
    ) => {
      if (counted.some(({ policy, used }) => used > policy.points)) longWay(request, response);
      else kept.write(request, response, representation, fieldsOf(counted));
    };
    return (request, response) => {
      const { headers } = request;
      const forwarded =
        headers["x-forwarded-for"] !== undefined || headers["x-forwarded-proto"] !== undefined;
      const found = behindProxies && forwarded ? undefined : kept.find(request);
      if (found === undefined) longWay(request, response);
      else answer(request, response, found);
    };
  };
}
