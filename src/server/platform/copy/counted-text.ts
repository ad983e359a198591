import { createHash } from "node:crypto";
import { Transform } from "node:stream";

export interface SeenText {
  readonly rows: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface CountedText {
  readonly stream: Transform;
  seen(): SeenText;
}

/**
 * COPY's text on its way, counted. A line break within a value is written `\n` there, so each byte 10 ends a row.
 * @param atEnd may throw: the text then ends with that error, and nobody takes it for whole
 */
export function countedText(
  onBytes: (bytes: number) => void,
  atEnd: (seen: SeenText) => void = () => {},
): CountedText {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  const seen = () => ({ rows, bytes, sha256: hash.copy().digest("hex") });
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        hash.update(chunk);
        bytes += chunk.length;
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++;
        onBytes(bytes);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        atEnd(seen());
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  return { stream, seen };
}
