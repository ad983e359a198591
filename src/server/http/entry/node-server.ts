import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import { AppError, type ErrorCode } from "../../core/errors.ts";
import type { SecurityHeaders } from "../answers/security-headers.ts";
import { problemOf } from "../problems/problem.ts";
import { boundConnections, type ConnectionBounds } from "./connections.ts";
import { oneAddress } from "./one-address.ts";

/** What routes may declare; TRACE, QUERY and the like go no further than here. */
const METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** A slow client holds a connection, never a request: what has not arrived by then is refused with 408. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than proxies keep theirs (nginx: 60 s), so that none sends into a connection just closed. */
  keepAliveTimeout: 65_000,
};

/** No byte either way for so long, and the connection is closed. */
const SILENCE_MS = 60_000;

/** How long a refused connection may still read its answer. */
const LINGER_MS = 500;

/** What is the same in every answer, whoever asks. */
interface Site {
  readonly headers: SecurityHeaders;
  readonly publicUrl: () => string;
}

/**
 * Node's server, except that nothing is answered by Node itself: what its parser refuses gets a problem
 * document with the security headers and a closed connection, after the answers to what came before.
 */
export function createNodeServer(listener: RequestListener, site: Site, bounds: ConnectionBounds): Server {
  const latest = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();

  const receive: RequestListener = (request, response) => {
    latest.set(request.socket, response);
    const target = originForm(request.url ?? "/");
    const code = target === null ? "malformed_request" : refusalOf(request);
    if (target === "*" && code === null) return answerPing(response, site.headers);
    if (target !== null && code === null) {
      request.url = oneAddress(target);
      return listener(request, response);
    }
    const { status, fields, body } = refusal(code as ErrorCode, site);
    response.writeHead(status, fields).end(body);
  };

  const refuse = (socket: Duplex, code: ErrorCode) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    const pending = latest.get(socket);
    const answering = pending !== undefined && !pending.writableFinished;
    if (answering && pending.req.complete) pending.once("close", () => sendAndClose(socket, code, site));
    else if (answering && pending.headersSent) socket.destroy();
    else sendAndClose(socket, code, site);
  };

  // Without a Host the request must be refused; Node would do it with a bare line.
  const server = createServer({ ...LIMITS, requireHostHeader: false }, receive);
  server.setTimeout(SILENCE_MS);
  boundConnections(server, bounds, (socket) => {
    socket.on("error", () => {});
    refuse(socket, "rate_limited");
  });
  // An expectation that we do not know may be passed over (RFC 9110, section 10.1.1).
  server.on("checkExpectation", receive);
  server.on("connect", (_request, socket) => {
    socket.on("error", () => {});
    refuse(socket, "method_not_allowed");
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else refuse(socket, codeOf(error));
  });
  return server;
}

function refusalOf({
  method = "",
  url,
  headers,
  rawHeaders,
  httpVersion,
}: IncomingMessage): ErrorCode | null {
  if (!METHODS.includes(method)) return "method_not_allowed";
  if (url === "*" && method !== "OPTIONS") return "malformed_request";
  // A coding that Node does not undo would leave its bytes as the body (RFC 9112, sections 6.1 and 7).
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && (coding.trim().toLowerCase() !== "chunked" || httpVersion === "1.0")) {
    return "malformed_request";
  }
  return hasItsHost(rawHeaders, httpVersion) ? null : "malformed_request";
}

/**
 * A whole URL as the target is allowed (RFC 9112, section 3.2.2); its host says nothing to us. `*` stands for the
 * server (section 3.2.4); null for what is none of these.
 */
function originForm(target: string): string | null {
  if (target.startsWith("/") || target === "*") return target;
  const [whole] = /^https?:\/\/[^/?#]+/i.exec(target) ?? [];
  if (whole === undefined) return null;
  const path = target.slice(whole.length);
  return path.startsWith("/") ? path : `/${path}`;
}

/** RFC 9110, section 9.3.7: what the server as a whole can do. */
function answerPing(response: ServerResponse, headers: SecurityHeaders): void {
  response.writeHead(204, { ...headers, allow: METHODS.join(", "), "cache-control": "no-store" }).end();
}

/** RFC 9112, section 3.2: exactly one Host; HTTP/1.0 may do without. */
function hasItsHost(rawHeaders: readonly string[], version: string): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  return hosts === 1 || (hosts === 0 && version === "1.0");
}

function codeOf({ code }: NodeJS.ErrnoException): ErrorCode {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "request_timeout";
  if (code === "HPE_HEADER_OVERFLOW") return "headers_too_large";
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return "body_too_large";
  return "malformed_request";
}

/** What was sent could not be read, so its language is not known; none of these refusals speaks of money. */
const UNREAD = { language: "fr", currency: "EUR" } as const;

function refusal(code: ErrorCode, { headers, publicUrl }: Site) {
  const problem = problemOf(new AppError(code), UNREAD, { publicUrl: publicUrl(), requestId: randomUUID() });
  const body = JSON.stringify(problem);
  const fields = {
    ...headers,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    ...(problem.status === 405 && { allow: METHODS.join(", ") }),
    ...(problem.status === 429 && { "retry-after": "5" }),
    date: new Date().toUTCString(),
    connection: "close",
  };
  return { status: problem.status, fields, body };
}

function sendAndClose(socket: Duplex, code: ErrorCode, site: Site): void {
  if (!socket.writable) return void socket.destroy();
  const { status, fields, body } = refusal(code, site);
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join("")}\r\n${body}`);
  // Closing at once would cut off the answer while the client still sends.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
