import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnswerCache } from "../../platform/cache/answer-cache.ts";
import type { Address } from "../../platform/cache/cache.ts";
import type { Representation } from "../../platform/cache/ready-answer.ts";
import type { LimitName } from "../limits/policies.ts";
import { encodingFor } from "./accept-encoding.ts";
import { matches } from "./representation.ts";
import type { SecurityHeaders } from "./security-headers.ts";

/** What is known of a URL that was answered before. */
interface Known {
  readonly address: Address;
  /** Which limits count it. */
  readonly limits: readonly LimitName[];
}

/** An answer that can leave at once. */
export interface CachedResponse {
  readonly representation: Representation;
  readonly limits: readonly LimitName[];
}

/** Answers in memory by their URL, and how they leave: past validation, handler and serialisation. */
export interface ResponseCache {
  /** Undefined where nothing is kept for this request, or where more than its URL decides. */
  find(request: IncomingMessage): CachedResponse | undefined;
  /** Only where the URL alone says which answer is meant. */
  remember(url: string, known: Known): void;
  /** Nothing is found any more. */
  close(): void;
  /** `more`: names and values in turn, of fields that this request's answer has besides. */
  write(
    request: IncomingMessage,
    response: ServerResponse,
    representation: Representation,
    more: readonly string[],
  ): void;
}

/** URLs whose address is known: what they mean does not change, so that none is validated twice. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 500;

/** `cache` null: nothing is kept. */
export function createResponseCache(cache: AnswerCache | null, headers: SecurityHeaders): ResponseCache {
  const urls = new Map<string, Known>();
  const linesOf = lineWriter(headers);
  let closed = false;
  return {
    find(request) {
      const known = !closed && isPlainRead(request) ? urls.get(request.url ?? "") : undefined;
      if (known === undefined) return undefined;
      const encoding = encodingFor(request.headers["accept-encoding"]);
      const representation = cache?.peek(known.address)?.made(encoding);
      return representation && { representation, limits: known.limits };
    },
    remember(url, known) {
      if (cache === null || url.length > LONGEST_REMEMBERED) return;
      if (urls.size >= REMEMBERED) urls.clear();
      urls.set(url, known);
    },
    close() {
      closed = true;
      urls.clear();
    },
    write(request, response, found, more) {
      const { full, unchanged } = linesOf(found);
      const same = found.etag !== undefined && matches(request.headers["if-none-match"], found.etag);
      const lines = same ? unchanged : full;
      response.writeHead(same ? 304 : found.status, more.length === 0 ? lines : [...lines, ...more]);
      response.end(same ? undefined : found.bytes);
    },
  };
}

/** Whoever shows a token is asked for it; a body is refused further on. */
const isPlainRead = ({ method, headers }: IncomingMessage): boolean =>
  method === "GET" &&
  headers.authorization === undefined &&
  headers["content-length"] === undefined &&
  headers["transfer-encoding"] === undefined;

/** Headers are put in line once for each representation; its own in the place of those that all have. */
function lineWriter(common: SecurityHeaders) {
  const made = new WeakMap<Representation, { full: string[]; unchanged: string[] }>();
  return (found: Representation) => {
    let lines = made.get(found);
    if (lines === undefined) {
      const full: string[] = [];
      const unchanged: string[] = [];
      for (const name in common) if (!(name in found.headers)) unchanged.push(name, common[name] as string);
      full.push(...unchanged);
      for (const name in found.headers) {
        const value = found.headers[name] as string;
        full.push(name, value);
        if (name !== "content-length" && name !== "content-encoding") unchanged.push(name, value);
      }
      lines = { full, unchanged };
      made.set(found, lines);
    }
    return lines;
  };
}
