import { Readable } from "node:stream";
import { type OutsideAnswer, OutsideError } from "../outside.ts";
import { askPatiently, codeOf, MOST_BYTES_OF_REFUSAL, refusalOf, type S3Asking } from "./requests.ts";

const PART_BYTES = 8 * 1024 * 1024;
const PATIENCE_MS = 120_000;

export interface Download {
  /** For people: the server. */
  readonly name: string;
  /** `/key`, as `S3Request` has it. */
  readonly path: string;
  readonly partBytes?: number;
}

/**
 * An object as a stream, part by part, each asked for again where the connection was lost; all are of the object that the first was of.
 * @returns null: there is none
 * @throws OutsideError; after the first part the stream ends with it
 */
export async function downloadStream(ask: S3Asking, download: Download): Promise<Readable | null> {
  const { name, path, partBytes = PART_BYTES } = download;
  const part = (from: number, headers: Record<string, string>): Promise<OutsideAnswer> =>
    askPatiently(() =>
      ask({
        ...{ path, method: "GET", patienceMs: PATIENCE_MS },
        headers: { ...headers, range: `bytes=${from}-${from + partBytes - 1}` },
        mostBytes: Math.max(partBytes, MOST_BYTES_OF_REFUSAL),
      }),
    );
  const first = await part(0, {});
  // Of nothing there is no range.
  if (first.status === 416) return Readable.from([]);
  if (first.status === 404 && codeOf(first.body) !== "NoSuchBucket") return null;
  const total = lengthOf(name, first, 0);
  const etag = first.headers.get("etag") ?? "";
  async function* parts(): AsyncGenerator<Buffer> {
    yield first.body;
    for (let from = first.body.length; from < total; ) {
      const answer = await part(from, { "if-match": etag });
      if (answer.status === 412)
        throw new OutsideError(`${name} holds another object than when it was begun to read`);
      if (lengthOf(name, answer, from) !== total || answer.body.length === 0)
        throw new OutsideError(`${name} gives parts that do not fit each other`);
      yield answer.body;
      from += answer.body.length;
    }
  }
  return Readable.from(parts(), { objectMode: false });
}

/** Of the whole object, where the answer is the part that was asked for. */
function lengthOf(name: string, answer: OutsideAnswer, from: number): number {
  if (answer.status !== 206) throw refusalOf(name, answer);
  const [, begin, end, total] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(answer.headers.get("content-range") ?? "") ?? [];
  if (
    Number(begin) !== from ||
    Number(end) !== from + answer.body.length - 1 ||
    !(Number(total) > Number(end))
  )
    throw new OutsideError(`${name} gives another part than was asked for`);
  return Number(total);
}
