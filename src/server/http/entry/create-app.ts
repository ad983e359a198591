import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { AppError } from "../../core/errors.ts";
import { answerSerializers } from "../answers/checked-answers.ts";
import type { SecurityHeaders } from "../answers/security-headers.ts";
import type { App } from "../app.ts";
import { parse } from "../problems/field-errors.ts";
import { handleError, sendProblem } from "../problems/problem.ts";
import { readJsonBodies } from "../requests/json-body.ts";
import type { ConnectionBounds } from "./connections.ts";
import { createNodeServer } from "./node-server.ts";
import { RequestLog } from "./request-log.ts";

export interface AppOptions {
  readonly currency: string;
  readonly publicUrl: () => string;
  readonly logger: FastifyBaseLogger;
  readonly trustedProxies: readonly string[];
  /** On every answer. */
  readonly headers: SecurityHeaders;
  readonly connections: ConnectionBounds;
  /** Stands before everything else, and may answer by itself. */
  readonly first: (next: RequestListener) => RequestListener;
  /** Is told of each refusal, once its answer is decided. */
  readonly onRefused: App["refused"];
  /** Asked before an answer to what the router refuses without any hook; what it throws is the answer. */
  readonly beforeUnrouted: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

export const BODY_LIMIT_BYTES = 64 * 1024;

/** An empty server that speaks the contract: Zod validates, every refusal is a problem document. */
export function createApp(options: AppOptions): App {
  const { currency, publicUrl, logger, trustedProxies, headers, connections, first, beforeUnrouted } =
    options;
  const app = Fastify({
    loggerInstance: logger,
    childLoggerFactory: (log, bindings, options) => new RequestLog(() => log.child(bindings, options)),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    serverFactory: (listener) => createNodeServer(first(listener), { headers, publicUrl }, connections),
    // The server of `serverFactory` has its own.
    clientErrorHandler: () => {},
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    // These pass by the hooks.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers);
      beforeUnrouted(request, reply).then(
        () => handleError(error, request, reply),
        (refusal: unknown) => handleError(refusal, request, reply),
      );
    },
    // On a machine with much else to do a start takes its time; a limit would end it instead.
    pluginTimeout: 0,
    // Fastify's own answer would not be a problem document; see closing.ts.
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();
  app.decorate("currency", currency);
  app.decorate("publicUrl", publicUrl);
  app.decorate("refused", options.onRefused);
  app.decorateRequest("arrivedAt", 0);
  app.decorateRequest("fromOwnPage", false);
  app.addHook("onRequest", (request, reply, done) => {
    request.arrivedAt = performance.now();
    reply.headers(headers);
    done();
  });
  app.setValidatorCompiler(({ schema, httpPart }) => (data) => {
    try {
      return { value: parse(schema as z.ZodType, data) };
    } catch (error) {
      // An id that cannot exist gets the answer of one that does not.
      return { error: httpPart === "params" ? new AppError("not_found") : (error as Error) };
    }
  });
  // The JSON schema decides what leaves; parsing every answer with Zod would be slow.
  app.setSerializerCompiler(answerSerializers());
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new AppError("not_found")));
  readJsonBodies(app as unknown as FastifyInstance);
  return app as unknown as App;
}
