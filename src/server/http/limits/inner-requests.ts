import { randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";

const FIELD = "x-swideal-inner";

/** Tells what the pages ask of the API in process from what comes from outside. */
export interface InnerRequests {
  /** To be sent with a request of our own. */
  readonly headers: Readonly<Record<string, string>>;
  isInner(request: FastifyRequest): boolean;
}

/** The mark is a secret of this process, made at its start, that no answer and no log shows. */
export function createInnerRequests(): InnerRequests {
  const secret = randomBytes(32);
  return {
    headers: { [FIELD]: secret.toString("base64url") },
    isInner({ headers }) {
      const mark = headers[FIELD];
      if (typeof mark !== "string") return false;
      const shown = Buffer.from(mark, "base64url");
      return shown.length === secret.length && timingSafeEqual(shown, secret);
    },
  };
}
