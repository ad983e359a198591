import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { compress, WORTH_COMPRESSING } from "../../platform/cache/ready-answer.ts";
import type { App } from "../app.ts";
import { addVary } from "../vary.ts";
import { encodingFor } from "./accept-encoding.ts";

const COMPRESSIBLE = /json|text|javascript|svg|xml/;

declare module "fastify" {
  interface FastifyReply {
    /** The resource's version, which `If-Match` compares: the first part of the ETag. */
    version: string | null;
  }
}

/**
 * Gives every answer of the API its encoding, its strong ETag (RFC 9110: another one per encoding)
 * and, when the caller already has these bytes, a 304. What says nothing of caching is private.
 */
export function represent(app: App): void {
  app.decorateReply("version", null);
  app.addHook("onSend", async (request, reply, payload) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
    if (typeof payload !== "string" && !Buffer.isBuffer(payload)) return payload;
    const encoded = await encode(request, reply, payload);
    if (reply.statusCode < 200 || reply.statusCode > 299) return encoded;
    if (!reply.hasHeader("etag")) reply.header("etag", etagOf(encoded, reply.version));
    const reading = request.method === "GET" || request.method === "HEAD";
    if (
      reading &&
      reply.statusCode === 200 &&
      matches(request.headers["if-none-match"], reply.getHeader("etag"))
    ) {
      reply.code(304).removeHeader("content-length").removeHeader("content-encoding");
      return null;
    }
    return encoded;
  });
}

function etagOf(bytes: string | Buffer, version: string | null): string {
  const hash = createHash("sha1").update(bytes).digest("base64url");
  return version === null ? `"${hash}"` : `"${version}.${hash}"`;
}

/** RFC 9110 section 13.1.2: the weak comparison. */
export function matches(header: string | undefined, etag: unknown): boolean {
  if (header === undefined || typeof etag !== "string") return false;
  return header.split(",").some((part) => {
    const candidate = part.trim().replace(/^W\//, "");
    return candidate === "*" || candidate === etag;
  });
}

/** The versions that an `If-Match` header allows, one for each ETag in it; null: any will do. */
export function expectedVersions(request: FastifyRequest): readonly string[] | null {
  const header = request.headers["if-match"];
  if (header === undefined || header.trim() === "*") return null;
  return Array.from(header.matchAll(/(?:^|,)\s*"(\d+)\./g), ([, version]) => version as string);
}

async function encode(request: FastifyRequest, reply: FastifyReply, payload: string | Buffer) {
  const type = String(reply.getHeader("content-type") ?? "");
  if (reply.hasHeader("content-encoding") || !COMPRESSIBLE.test(type)) return payload;
  addVary(reply, "Accept-Encoding");
  const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
  if (bytes.length < WORTH_COMPRESSING) return payload;
  const encoding = encodingFor(request.headers["accept-encoding"]);
  if (encoding === "identity") return payload;
  reply.header("content-encoding", encoding).removeHeader("content-length");
  return compress(bytes, encoding);
}
