import type { FastifyReply, FastifyRequest } from "fastify";
import { type AnswerCache, Unkept } from "../platform/cache/answer-cache.ts";
import type { Address } from "../platform/cache/cache.ts";
import { ReadyAnswer, type Representation } from "../platform/cache/ready-answer.ts";
import { encodingFor } from "./accept-encoding.ts";
import type { App } from "./app.ts";
import { addVary, matches } from "./representation.ts";
import type { SecurityHeaders } from "./security-headers.ts";

declare module "fastify" {
  interface FastifyReply {
    /** It leaves as it is: encoded, with its ETag. */
    isReady: boolean;
  }
}

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

/** URLs whose address is known: what they mean does not change, so that none is validated twice. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 500;

export interface PublicAnswersOptions {
  /** null: nothing is kept. */
  readonly cache: AnswerCache | null;
  readonly headers: SecurityHeaders;
}

/**
 * Stands behind the limits and all that refuses visitors: a URL that was asked for before and whose answer is
 * kept is answered at once, past validation, handler and serialisation.
 */
export function publicAnswers(app: App, { cache, headers }: PublicAnswersOptions): PublicAnswers {
  const addresses = new Map<string, Address>();
  const write = rawWriter(headers);
  app.decorateReply("isReady", false);
  if (cache !== null) {
    app.addHook("onRequest", (request, reply, done) => {
      const address = isPlainRead(request) ? addresses.get(request.url) : undefined;
      const found = address && cache.peek(address)?.made(encodingFor(request.headers["accept-encoding"]));
      if (found === undefined) return done();
      reply.hijack();
      write(request, reply, found);
    });
  }

  const remember = ({ url }: FastifyRequest, address: Address) => {
    if (url.length > LONGEST_REMEMBERED) return;
    if (addresses.size >= REMEMBERED) addresses.clear();
    addresses.set(url, address);
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
    send(request, reply, address, load) {
      const encoding = encodingFor(request.headers["accept-encoding"]);
      const made = cache?.peek(address)?.made(encoding);
      if (made !== undefined) {
        if (!variesByLanguage(made)) remember(request, address);
        return sendReady(request, reply, made) as never;
      }
      return find(address, load).then(async ({ value, staleMs }) => {
        const found = await value.make(encoding);
        if (staleMs > 0) markStale(reply, staleMs);
        return sendReady(request, reply, found, staleMs > 0) as never;
      });
    },
  };
}

/** Then the URL alone does not say which answer is meant. */
const variesByLanguage = ({ headers }: Representation): boolean =>
  headers.vary?.toLowerCase().includes("accept-language") ?? false;

/** Whoever shows a token is asked for it; a body is refused further on. */
const isPlainRead = ({ method, headers }: FastifyRequest): boolean =>
  method === "GET" &&
  headers.authorization === undefined &&
  headers["content-length"] === undefined &&
  headers["transfer-encoding"] === undefined;

/** JSON text as an answer; `vary` names what else it depends on, in words of the header. */
export function readyJson(
  json: string,
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
    identity: Buffer.from(json),
  });
}

function sendReady(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, etag, headers, bytes }: Representation,
  stale = false,
): FastifyReply {
  const varies = reply.getHeader("vary");
  reply.isReady = true;
  reply.code(status).headers(headers);
  if (varies !== undefined) addVary(reply, String(varies));
  if (stale) reply.header("cache-control", "no-store");
  if (etag !== undefined && matches(request.headers["if-none-match"], etag)) {
    return reply.code(304).removeHeader("content-length").removeHeader("content-encoding").send();
  }
  return reply.send(bytes);
}

/** RFC 9211: a hit whose time to live is over. */
function markStale(reply: FastifyReply, staleMs: number): void {
  reply.header("cache-status", `Swideal; hit; ttl=-${Math.max(1, Math.ceil(staleMs / 1_000))}`);
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

/** Writes answers with headers that were put in line once for each representation. */
function rawWriter(common: SecurityHeaders) {
  const lines = new WeakMap<Representation, { full: string[]; unchanged: string[] }>();
  const linesOf = (found: Representation) => {
    let made = lines.get(found);
    if (made === undefined) {
      const full = { ...common, ...found.headers };
      const { "content-length": _, "content-encoding": __, ...unchanged } = full;
      made = { full: Object.entries(full).flat(), unchanged: Object.entries(unchanged).flat() };
      lines.set(found, made);
    }
    return made;
  };
  return (request: FastifyRequest, reply: FastifyReply, found: Representation): void => {
    const { full, unchanged } = linesOf(found);
    const same = found.etag !== undefined && matches(request.headers["if-none-match"], found.etag);
    let head = same ? unchanged : full;
    for (const name of SET_BEFORE) {
      if (reply.hasHeader(name)) head = [...head, name, String(reply.getHeader(name))];
    }
    reply.raw.writeHead(same ? 304 : found.status, head);
    reply.raw.end(same ? undefined : found.bytes);
  };
}
