import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { type OutsideAnswer, OutsideError } from "../outside.ts";
import { textOf } from "./listing.ts";
import { askPatiently, codeOf, MOST_BYTES_OF_REFUSAL, refusalOf, type S3Asking } from "./requests.ts";

/** S3 takes 10,000 parts of at least 5 MiB, and some servers want all but the last of one size: 156 GiB an object. */
export const PART_BYTES = 16 * 1024 * 1024;
const MOST_PARTS = 10_000;
/** So many parts are in memory at once. */
const AT_ONCE = 3;
/** A part at a megabit a second. */
const PATIENCE_MS = 150_000;

export interface Upload {
  /** For people: the server. */
  readonly name: string;
  /** `/key`, as `S3Request` has it. */
  readonly path: string;
  /** Of the object, e.g. how long it is locked. */
  readonly headers: Record<string, string>;
  readonly partBytes?: number;
}

/**
 * Sends a stream as one object, in parts where it is longer than one, each sent again where the connection was lost. What fails leaves
 * nothing, unless the server is away for that too: its rule for unfinished uploads has to take those.
 * @returns false: something lies there already, and is left as it is
 * @throws OutsideError, and what the stream throws
 */
export async function uploadStream(ask: S3Asking, upload: Upload, content: Readable): Promise<boolean> {
  const parts = partsOf(content, upload.partBytes ?? PART_BYTES);
  const first = await parts.next();
  const second = first.done ? first : await parts.next();
  if (second.done) return putWhole(ask, upload, first.done ? Buffer.alloc(0) : first.value);
  const path = `${upload.path}?${new URLSearchParams({ uploadId: await beginUpload(ask, upload) })}`;
  try {
    const etags = await sendParts(
      ask,
      { ...upload, path },
      [first.value as Buffer<ArrayBuffer>, second.value],
      parts,
    );
    return await finishUpload(ask, { ...upload, path }, etags);
  } catch (error) {
    await askPatiently(() => ask({ path, method: "DELETE", mostBytes: MOST_BYTES_OF_REFUSAL })).catch(
      () => {},
    );
    throw error;
  }
}

/** All of the same length but the last. */
async function* partsOf(content: Readable, length: number): AsyncGenerator<Buffer<ArrayBuffer>, void> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    bytes += chunk.length;
    if (bytes < length) continue;
    let whole = Buffer.concat(held);
    for (; whole.length >= length; whole = whole.subarray(length)) yield whole.subarray(0, length);
    held = [whole];
    bytes = whole.length;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Each is signed with its SHA-256, and MD5 is what every server compares; a bucket that locks objects wants one of the two. */
const md5 = (body: Buffer) => createHash("md5").update(body);

async function putWhole(
  ask: S3Asking,
  { name, path, headers }: Upload,
  body: Buffer<ArrayBuffer>,
): Promise<boolean> {
  let sent = 0;
  const put = (condition: Record<string, string>) =>
    askPatiently(() => {
      sent += 1;
      const all = { ...headers, ...condition, "content-md5": md5(body).digest("base64") };
      const request = { path, method: "PUT", body, headers: all, patienceMs: PATIENCE_MS } as const;
      return ask({ ...request, mostBytes: MOST_BYTES_OF_REFUSAL });
    });
  if (await whereNoneIs(ask, { name, path }, put)) return true;
  if (sent === 1) return false;
  // What lies there may be what was sent before, when the answer was lost.
  const there = await askPatiently(() => ask({ path, method: "HEAD", mostBytes: 0 }));
  return there.headers.get("etag")?.replaceAll('"', "") === md5(body).digest("hex");
}

/**
 * Some servers know no conditions: one that was looked for is as near as these come.
 * @returns false where something lies there already
 */
async function whereNoneIs(
  ask: S3Asking,
  { name, path }: Pick<Upload, "name" | "path">,
  send: (condition: Record<string, string>) => Promise<OutsideAnswer>,
): Promise<boolean> {
  let answer = await send({ "if-none-match": "*" });
  if (answer.status === 501) {
    const request = { path: path.replace(/\?.*$/, ""), method: "HEAD", mostBytes: 0 } as const;
    if ((await askPatiently(() => ask(request))).status === 200) return false;
    answer = await send({});
  }
  if (answer.status === 412) return false;
  // Uploads are finished with 200 and a refusal, too.
  if (answer.status !== 200 || codeOf(answer.body) !== null) throw refusalOf(name, answer);
  return true;
}

async function beginUpload(ask: S3Asking, { name, path, headers }: Upload): Promise<string> {
  const request = { path: `${path}?uploads=`, method: "POST", headers } as const;
  const answer = await askPatiently(() => ask({ ...request, mostBytes: MOST_BYTES_OF_REFUSAL }));
  const id = answer.status === 200 ? textOf(answer.body.toString(), "UploadId") : null;
  if (answer.status !== 200) throw refusalOf(name, answer);
  if (id === null || id === "" || id.length > 1_024)
    throw new OutsideError(`${name} begins an upload and does not say which`);
  return id;
}

/** @returns their ETags, in order */
async function sendParts(
  ask: S3Asking,
  { name, path }: Upload,
  begun: readonly Buffer<ArrayBuffer>[],
  rest: AsyncGenerator<Buffer<ArrayBuffer>, void>,
): Promise<string[]> {
  const etags: string[] = [];
  const sending = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | null = null;
  let number = 0;
  const send = async (body: Buffer<ArrayBuffer>, number: number) => {
    const to = `${path}&partNumber=${number}`;
    const request = {
      path: to,
      method: "PUT",
      body,
      headers: { "content-md5": md5(body).digest("base64") },
    } as const;
    const answer = await askPatiently(() =>
      ask({ ...request, mostBytes: MOST_BYTES_OF_REFUSAL, patienceMs: PATIENCE_MS }),
    );
    const etag = answer.headers.get("etag") ?? "";
    if (answer.status !== 200) throw refusalOf(name, answer);
    if (!/^"?[\w-]{1,200}"?$/.test(etag)) throw new OutsideError(`${name} takes a part and does not name it`);
    etags[number - 1] = etag;
  };
  const begin = async (body: Buffer<ArrayBuffer>) => {
    number += 1;
    if (number > MOST_PARTS) throw new OutsideError(`${name} takes no more than ${MOST_PARTS} parts`);
    const sent: Promise<void> = send(body, number)
      .catch((error: unknown) => {
        failed ??= { error };
      })
      .finally(() => sending.delete(sent));
    sending.add(sent);
    if (sending.size >= AT_ONCE) await Promise.race(sending);
    if (failed !== null) throw failed.error;
  };
  try {
    for (const body of begun) await begin(body);
    for await (const body of rest) await begin(body);
  } finally {
    await Promise.all(sending);
  }
  if (failed !== null) throw (failed as { readonly error: unknown }).error;
  return etags;
}

async function finishUpload(
  ask: S3Asking,
  { name, path }: Upload,
  etags: readonly string[],
): Promise<boolean> {
  const parts = etags.map((etag, at) => {
    const quoted = etag.replaceAll('"', "&quot;");
    return `<Part><PartNumber>${at + 1}</PartNumber><ETag>${quoted}</ETag></Part>`;
  });
  const body = Buffer.from(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`);
  const finish = (headers: Record<string, string>) =>
    ask({ path, method: "POST", body, headers, mostBytes: MOST_BYTES_OF_REFUSAL, patienceMs: PATIENCE_MS });
  const made = await whereNoneIs(ask, { name, path }, finish);
  if (!made) await ask({ path, method: "DELETE", mostBytes: MOST_BYTES_OF_REFUSAL });
  return made;
}
