import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnySchema, build as buildSerializer } from "fast-json-stringify";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../core/errors.ts";
import { parse } from "./field-errors.ts";
import { handleError, sendProblem } from "./problem.ts";

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface AppOptions {
  readonly logger: FastifyBaseLogger;
  readonly trustedProxies: readonly string[];
}

export const BODY_LIMIT_BYTES = 64 * 1024;

/** An empty server that speaks the contract: Zod validates, every refusal is a problem document. */
export function createApp({ logger, trustedProxies }: AppOptions): App {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => handleError(error, request, reply),
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(({ schema, httpPart }) => (data) => {
    try {
      return { value: parse(schema as z.ZodType, data) };
    } catch (error) {
      // An id that cannot exist gets the answer of one that does not.
      return { error: httpPart === "params" ? new AppError("not_found") : (error as Error) };
    }
  });
  // The JSON schema decides what leaves; parsing every answer with Zod would be slow.
  app.setSerializerCompiler(({ schema }) => buildSerializer(outputSchema(schema as z.ZodType)));
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new AppError("not_found")));
  return app as unknown as App;
}

function outputSchema(schema: z.ZodType): AnySchema {
  return z.toJSONSchema(schema, {
    io: "output",
    target: "draft-7",
    unrepresentable: "any",
  }) as AnySchema;
}
