import type { FastifyRequest } from "fastify";
import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";
import type { InnerRequests } from "../limits/inner-requests.ts";
import { isUnlimited } from "../limits/limits.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whether it holds one of the places at work. */
    atWork: boolean;
  }
}

/**
 * Requests at work in one instance; most of them then wait for the database. Counted rather than the event loop's
 * delay: that also grows where other programs keep the processor busy, and everyone would be refused.
 */
const MOST_AT_WORK = 1_000;
const RETRY_AFTER_SECONDS = 1;

/**
 * Refuses what is too much before any work is done for it, so that what was let in is answered in time. Health
 * and built files, which no limit counts, always pass. A request holds its place while we work on it, neither while
 * its body trickles in nor while its answer trickles out: slow callers take nobody's place.
 */
export function shedOverload(
  app: App,
  inner: InnerRequests,
): {
  /** For what answers by itself, past the hooks. */
  readonly leave: (request: FastifyRequest) => void;
} {
  let atWork = 0;
  /** The refusal, where there is no place. */
  const enter = (request: FastifyRequest): AppError | undefined => {
    if (atWork >= MOST_AT_WORK) return new AppError("overloaded", { retryAfterSeconds: RETRY_AFTER_SECONDS });
    atWork += 1;
    request.atWork = true;
    return undefined;
  };
  const leave = (request: FastifyRequest) => {
    if (!request.atWork) return;
    request.atWork = false;
    atWork -= 1;
  };
  // What a page asks of the API belongs to the page, which was let in.
  const passes = (request: FastifyRequest) =>
    isUnlimited(request.routeOptions.config) || inner.isInner(request);

  app.decorateRequest("atWork", false);
  app.addHook("onRequest", (request, reply, done) => {
    if (passes(request)) return done();
    // For callers who go away, and for answers that never end.
    reply.raw.once("close", () => leave(request));
    done(enter(request));
  });
  app.addHook("preParsing", (request, _reply, payload, done) => {
    if (hasBody(request)) leave(request);
    done(null, payload);
  });
  app.addHook("preValidation", (request, _reply, done) => {
    done(hasBody(request) && !passes(request) ? enter(request) : undefined);
  });
  app.addHook("onSend", (request, _reply, payload, done) => {
    leave(request);
    done(null, payload);
  });
  return { leave };
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
