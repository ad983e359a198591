import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { badSignature, type SignedRequest } from "./s3-signature.ts";

const KEY = "AKIATESTS";
const SECRET = "a/secret+of,the@tests=";

export interface S3Server {
  /** As AUDIT_HEADS takes it. */
  address(changes?: { readonly secret?: string; readonly keyId?: string; readonly bucket?: string }): string;
  /** By key. */
  readonly objects: Map<string, Buffer>;
  /** `METHOD path?query`, in order. */
  readonly asked: string[];
  /** What is answered in its place; null: nothing special. */
  answer: ((request: IncomingMessage) => S3Answer | null) | null;
  /** Cuts every connection. */
  away: boolean;
  close(): Promise<void>;
}

export interface S3Answer {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

const refusal = (status: number, code: string): S3Answer => ({
  status,
  // As real ones do, with what was signed and by which key.
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no &amp; no</Message><AWSAccessKeyId>${KEY}</AWSAccessKeyId></Error>`,
});

/**
 * What the program needs of S3, with every check that a real one makes of a request, by code of its own: signature version 4 over all
 * `x-amz-` headers, date, hash and checksum of the body, conditions.
 */
export async function startS3Server({
  pageSize = 2,
  conditions = true,
  secret: itsSecret = SECRET,
} = {}): Promise<S3Server> {
  const bucket = "heads";
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];

  const list = (query: URLSearchParams): S3Answer => {
    const prefix = query.get("prefix") ?? "";
    const after = query.get("continuation-token")?.slice(TOKEN.length) ?? "";
    const keys = [...objects.keys()].sort().filter((key) => key.startsWith(prefix) && key > after);
    const page = keys.slice(0, pageSize);
    const more = keys.length > page.length;
    const next = more ? `<NextContinuationToken>${escaped(TOKEN + page.at(-1))}</NextContinuationToken>` : "";
    const contents = page
      .map(
        (key) =>
          `<Contents><Key>${escaped(key)}</Key><Size>1</Size><LastModified>2026-11-30T10:00:00.000Z</LastModified></Contents>`,
      )
      .join("");
    return {
      status: 200,
      body: `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${more}</IsTruncated>${contents}${next}</ListBucketResult>`,
    };
  };

  const put = (key: string, { headers, body }: SignedRequest): S3Answer => {
    if (headers["x-amz-checksum-sha256"] !== createHash("sha256").update(body).digest("base64"))
      return refusal(400, "BadDigest");
    if (headers["if-none-match"] !== undefined && !conditions) return refusal(501, "NotImplemented");
    if (headers["if-none-match"] === "*" && objects.has(key)) return refusal(412, "PreconditionFailed");
    objects.set(key, body);
    return { status: 200 };
  };

  const answerOf = (request: SignedRequest): S3Answer => {
    const wrong = badSignature(request, { keyId: KEY, secret: itsSecret });
    if (wrong !== null) return refusal(403, wrong);
    const url = new URL(request.url, "http://s3");
    const [, name, ...rest] = decodeURIComponent(url.pathname).split("/");
    if (name !== bucket) return refusal(404, "NoSuchBucket");
    const key = rest.join("/");
    if (request.method === "PUT") return put(key, request);
    if (key === "") return list(url.searchParams);
    const object = objects.get(key);
    return object === undefined ? refusal(404, "NoSuchKey") : { status: 200, body: object };
  };

  const server = createServer(async (incoming, outgoing) => {
    if (s3.away) return void incoming.destroy();
    asked.push(`${incoming.method} ${incoming.url}`);
    const { method = "", url = "", headers } = incoming;
    const body = await bodyOf(incoming);
    send(outgoing, s3.answer?.(incoming) ?? answerOf({ method, url, headers, body }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const s3: S3Server = {
    objects,
    asked,
    answer: null,
    away: false,
    address: ({ secret = itsSecret, keyId = KEY, bucket: name = bucket } = {}) =>
      `s3://${encodeURIComponent(keyId)}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${name}/audit?region=eu-test-1&tls=off`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return s3;
}

const TOKEN = "after & ";
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts);
}

function send(outgoing: ServerResponse, { status, body = "", headers = {} }: S3Answer): void {
  outgoing.writeHead(status, { "content-type": "application/xml", ...headers });
  outgoing.end(body);
}

/** Whoever is told of heads: what came, checked as the document says a receiver is to. */
export interface Receiver {
  readonly url: string;
  readonly told: {
    readonly log: string;
    readonly size: number;
    readonly note: string;
    readonly signed: boolean;
  }[];
  status: number;
  headers: Record<string, string>;
  close(): Promise<void>;
}

export async function startReceiver(secret: string): Promise<Receiver> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    const expected = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    if (receiver.status < 300)
      receiver.told.push({
        log: String(incoming.headers["swideal-log"]),
        size: Number(incoming.headers["swideal-log-size"]),
        note: body.toString(),
        signed: incoming.method === "POST" && incoming.headers["swideal-signature"] === expected,
      });
    send(outgoing, receiver);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://hook:${encodeURIComponent(secret)}@127.0.0.1:${port}/a-token-of-its-own`,
    told: [],
    status: 204,
    headers: {},
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return receiver;
}
