import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { AppError } from "../core/errors.ts";

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
    /** A page of this installation sent it; browsers say so of what may change something. */
    fromOwnPage: boolean;
  }
  interface FastifyInstance {
    /** The installation's, for sums in sentences. */
    readonly currency: string;
    /** Where the installation is reached, without a trailing slash. */
    readonly publicUrl: () => string;
    /** Is told of each refusal, once its answer is decided; never throws, and nobody waits for it. */
    readonly refused: (request: FastifyRequest, error: AppError) => void;
  }
}
