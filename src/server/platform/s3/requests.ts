import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import { askOutside, type OutsideAnswer, OutsideError, type OutsideRequest } from "../outside.ts";
import type { S3Address } from "./address.ts";
import { textOf } from "./listing.ts";

export interface S3Request extends Omit<OutsideRequest, "headers" | "body"> {
  /** Behind the bucket: `/key?query`, of characters that need no escape. */
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer<ArrayBuffer>;
}

/** Sends a request signed by version 4, its body's SHA-256 included, so that a server takes no other. */
export type S3Asking = (request: S3Request) => Promise<OutsideAnswer>;

export const MOST_BYTES_OF_REFUSAL = 64 * 1024;
const NOTHING = Buffer.alloc(0);

export function askingOf(address: S3Address): S3Asking {
  const { name, endpoint, bucket, region, keyId, secret } = address;
  return async ({ path, headers = {}, body = NOTHING, ...request }) => {
    const signer = new AwsV4Signer({
      ...{ url: `${endpoint}/${bucket}${path}`, region, service: "s3", method: request.method },
      ...{ accessKeyId: keyId, secretAccessKey: secret },
      headers: { ...headers, "x-amz-content-sha256": createHash("sha256").update(body).digest("hex") },
    });
    const signed = await signer.sign();
    // What is kept is what was sent: nothing is to be unpacked on the way.
    signed.headers.set("accept-encoding", "identity");
    return askOutside(signed.url.href, name, {
      ...request,
      headers: signed.headers,
      ...((request.method === "PUT" || request.method === "POST") && { body }),
    });
  };
}

const WAITS_MS = [300, 1_000, 3_000];

/** Asks again, three times at most, where nothing came back or the server asks for patience: for what may be asked twice. */
export async function askPatiently(ask: () => Promise<OutsideAnswer>): Promise<OutsideAnswer> {
  for (const wait of WAITS_MS) {
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof OutsideError) return null;
      throw error;
    });
    if (answer !== null && (answer.status < 500 || answer.status === 501)) return answer;
    await sleep(wait);
  }
  return ask();
}

/** The server's refusal as a line without key or secret. */
export const refusalOf = (name: string, { status, body }: OutsideAnswer): OutsideError =>
  new OutsideError(`${name} refuses: ${whyRefused(status, codeOf(body))}`);

/** Why, by the codes that S3 has for it. What the server says beside them may hold the key, and is left out. */
const whyRefused = (status: number, code: string | null): string =>
  code === null ? `status ${status}` : `${code} (${WHY[code] ?? `status ${status}`})`;

export function codeOf(body: Buffer): string | null {
  const code = textOf(body.toString(), "Code");
  return code !== null && /^[A-Za-z]{1,60}$/.test(code) ? code : null;
}

const WHY: Readonly<Record<string, string>> = {
  AccessDenied: "the key may not do this",
  InvalidAccessKeyId: "it does not know the key",
  NoSuchBucket: "there is no such bucket",
  RequestTimeTooSkewed: "the clock of this machine is wrong",
  SignatureDoesNotMatch: "the secret is wrong",
};
