import { createHash, createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface SignedRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const MINUTES = 60_000;
const hex = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

/** S3's code for what is wrong with a request's signature (version 4, in headers), worked out from the specification; null: nothing. */
export function badSignature(
  { method, url, headers, body }: SignedRequest,
  { keyId, secret }: { readonly keyId: string; readonly secret: string },
): string | null {
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (said === null) return "AccessDenied";
  const [, key, day = "", region = "", names = "", signature] = said;
  if (key !== keyId) return "InvalidAccessKeyId";
  const time = String(headers["x-amz-date"]);
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(Date.now() - at) < 15 * MINUTES) || !time.startsWith(day)) return "RequestTimeTooSkewed";
  const signed = names.split(";");
  const needed = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-amz-"))];
  if (needed.some((name) => !signed.includes(name))) return "AccessDenied";
  const hash = String(headers["x-amz-content-sha256"]);
  if (hash !== hex(body)) return "XAmzContentSHA256Mismatch";

  const [path = "", query = ""] = url.split("?");
  const pairs = query === "" ? [] : query.split("&").map((pair) => pair.split("=").map(plain).map(encoded));
  const canonical = [
    method,
    path.split("/").map(plain).map(encoded).join("/"),
    pairs
      .map(([name, value = ""]) => `${name}=${value}`)
      .sort()
      .join("&"),
    ...signed.map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    names,
    hash,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hex(canonical)].join("\n");
  const keyOfDay = [region, "s3", "aws4_request"].reduce(hmac, hmac(`AWS4${secret}`, day));
  return hmac(keyOfDay, toSign).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}

const plain = (part: string) => decodeURIComponent(part.replaceAll("+", " "));

/** RFC 3986's unreserved characters as they are, every other byte as %XX. */
const encoded = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
