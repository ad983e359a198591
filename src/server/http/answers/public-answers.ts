import type { FastifyReply, FastifyRequest } from "fastify";
import { type AnswerCache, Unkept } from "../../platform/cache/answer-cache.ts";
import type { Address } from "../../platform/cache/cache.ts";
import { ReadyAnswer, type Representation } from "../../platform/cache/ready-answer.ts";
import type { App } from "../app.ts";
import { namesOf } from "../limits/limits.ts";
import { encodingFor } from "./accept-encoding.ts";
import type { ResponseCache } from "./response-cache.ts";

/** What is the same for everyone, whoever asks. */
export interface PublicAnswers {
  /**
   * Answers with what the cache has under an address, else with what `load` makes. The address is made of
   * validated values alone; what `load` makes depends on nothing else. Throws as `load` does. To be returned by
   * the handler: it resolves, as a reply does, once the answer has left.
   */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    address: Address,
    load: () => Promise<ReadyAnswer>,
  ): Promise<never>;
}

export interface PublicAnswersOptions {
  /** null: nothing is kept. */
  readonly cache: AnswerCache | null;
  readonly kept: ResponseCache;
  /** Told of a request whose answer is on its way. */
  readonly onAnswer: (request: FastifyRequest) => void;
  /** Whether the program ends: the answer is then the last of its connection. */
  readonly isClosing: () => boolean;
}

/**
 * Stands behind the limits and all that refuses visitors: a URL that was asked for before and whose answer is
 * kept is answered at once, past validation, handler and serialisation.
 */
export function publicAnswers(app: App, options: PublicAnswersOptions): PublicAnswers {
  const { cache, kept, onAnswer, isClosing } = options;
  app.addHook("preClose", async () => kept.close());
  app.addHook("onRequest", (request, reply, done) => {
    const found = kept.find(request.raw);
    if (found === undefined) return done();
    write(request, reply, found.representation);
  });

  const write = (request: FastifyRequest, reply: FastifyReply, found: Representation, age = 0) => {
    reply.hijack();
    onAnswer(request);
    const more = fieldsSetBefore(reply);
    // RFC 9211: a hit whose time to live is over.
    if (age > 0) more.push("cache-status", `Swideal; hit; ttl=-${Math.ceil(age / 1_000)}`);
    if (isClosing()) more.push("connection", "close");
    kept.write(request.raw, reply.raw, age > 0 ? unkept(found) : found, more);
    return undefined as never;
  };

  const find = async (address: Address, load: () => Promise<ReadyAnswer>) => {
    try {
      if (cache === null) return { value: await load(), staleMs: 0 };
      return await cache.get(address, load);
    } catch (error) {
      if (error instanceof Unkept) return { value: error.answer, staleMs: 0 };
      throw error;
    }
  };

  return {
    async send(request, reply, address, load) {
      const encoding = encodingFor(request.headers["accept-encoding"]);
      const made = cache?.peek(address)?.made(encoding);
      if (made !== undefined) {
        if (!variesByLanguage(made)) kept.remember(request.url, { address, limits: namesOf(request) });
        return write(request, reply, made);
      }
      const { value, staleMs } = await find(address, load);
      return write(request, reply, value.made(encoding) ?? (await value.make(encoding)), staleMs);
    },
  };
}

/** What was there before, while the database is away, is kept by nobody else. */
const unkept = (found: Representation): Representation => ({
  ...found,
  headers: { ...found.headers, "cache-control": "no-store" },
});

/** Then the URL alone does not say which answer is meant. */
const variesByLanguage = ({ headers }: Representation): boolean =>
  headers.vary?.toLowerCase().includes("accept-language") ?? false;

/** JSON, as text or as its bytes, as an answer; `vary` names what else it depends on, in words of the header. */
export function readyJson(
  json: string | Buffer,
  { cacheControl, vary, version = null }: { cacheControl: string; vary?: string; version?: string | null },
): ReadyAnswer {
  return new ReadyAnswer({
    status: 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": cacheControl,
      vary: vary === undefined ? "Accept-Encoding" : `${vary}, Accept-Encoding`,
    },
    version,
    identity: typeof json === "string" ? Buffer.from(json) : json,
  });
}

/** What hooks before it may have set: limits, and what lets another origin read. */
const SET_BEFORE = [
  "ratelimit-policy",
  "ratelimit",
  "vary",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-expose-headers",
];

function fieldsSetBefore(reply: FastifyReply): string[] {
  return SET_BEFORE.flatMap((name) => (reply.hasHeader(name) ? [name, String(reply.getHeader(name))] : []));
}
