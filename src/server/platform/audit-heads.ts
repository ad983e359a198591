import { resolve } from "node:path";
import { z } from "zod";
import { readS3Address, S3_EXPECTED, type S3Address } from "./s3/address.ts";

/** Where heads of the log of actions go besides the database. */
export type HeadsPlace =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "s3"; readonly address: S3Address }
  | { readonly kind: "webhook"; readonly webhook: WebhookAddress };

export interface WebhookAddress {
  /** Without the secret; its path may be one. */
  readonly url: string;
  /** Signs what is sent. */
  readonly secret: string;
}

const LEAST_SECRET = 16;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Folders, buckets and webhooks, separated by commas. Messages hold no value: each may be a secret. */
export const headsPlaces = z
  .string()
  .default("")
  .transform((value, context): HeadsPlace[] => {
    const places = value
      .split(",")
      .flatMap((part) => part.trim() || [])
      .map(readPlace);
    const read = places.filter((place) => place !== null);
    if (read.length === places.length) return read;
    context.addIssue({
      code: "custom",
      message: `folders, ${S3_EXPECTED}, or https://user:SECRET@host/path (a secret of ${LEAST_SECRET} characters or more), separated by commas`,
    });
    return z.NEVER;
  });

function readPlace(text: string): HeadsPlace | null {
  if (!/^\w+:\/\//.test(text)) return { kind: "folder", folder: resolve(text) };
  if (text.startsWith("s3://")) {
    const address = readS3Address(text);
    return address && { kind: "s3", address };
  }
  const webhook = readWebhook(text);
  return webhook && { kind: "webhook", webhook };
}

function readWebhook(text: string): WebhookAddress | null {
  const url = URL.parse(text);
  const secret = url === null ? null : decoded(url.password);
  if (url === null || secret === null || secret.length < LEAST_SECRET || url.hash !== "") return null;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.includes(url.hostname)))
    return null;
  url.username = "";
  url.password = "";
  return { url: url.href, secret };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
