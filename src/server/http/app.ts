import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module "fastify" {
  interface FastifyRequest {
    /** When its head had come in, in milliseconds of `performance.now()`. */
    arrivedAt: number;
  }
  interface FastifyInstance {
    /** The installation's, for sums in sentences. */
    readonly currency: string;
    /** Where the installation is reached, without a trailing slash. */
    readonly publicUrl: () => string;
  }
}
