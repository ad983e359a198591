/** Where objects are kept and by whose key: one address says all of it. */
export interface S3Address {
  /** Without key and secret, for people: `s3://host/bucket/prefix`. */
  readonly name: string;
  /** `https://host:port`, without a slash. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export const S3_EXPECTED =
  "s3://KEY:SECRET@host/bucket/prefix?region=REGION (in the secret, / + @ and , are written %2F %2B %40 %2C; " +
  "&tls=off for this machine alone)";

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX_PART = /^[\w-][\w.-]{0,99}$/;
const REGION = /^[a-z0-9-]{1,40}$/;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** null where it is none; what is wrong is not told by its parts, for one of them is a secret. */
export function readS3Address(text: string): S3Address | null {
  const url = URL.parse(text);
  if (url?.protocol !== "s3:" || url.hash !== "") return null;
  const [keyId, secret] = [decoded(url.username), decoded(url.password)];
  const { region = "us-east-1", tls = "on", ...unknown } = Object.fromEntries(url.searchParams);
  const [, bucket = "", ...parts] = (
    url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : url.pathname
  ).split("/");
  const server = URL.parse(`http://${url.host}`);
  if (server === null || !keyId || !secret || Object.keys(unknown).length > 0) return null;
  if (!BUCKET.test(bucket) || !REGION.test(region)) return null;
  if (parts.length > 10 || !parts.every((part) => PREFIX_PART.test(part))) return null;
  if (tls !== "on" && !(tls === "off" && LOOPBACK.includes(server.hostname))) return null;
  return {
    name: `s3://${[url.host, bucket, ...parts].join("/")}`,
    endpoint: `${tls === "off" ? "http" : "https"}://${url.host}`,
    prefix: parts.map((part) => `${part}/`).join(""),
    ...{ bucket, region, keyId, secret },
  };
}

function decoded(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return /^[\x21-\x7e]{1,200}$/.test(text) ? text : null;
  } catch {
    return null;
  }
}
