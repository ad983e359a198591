import { createHash, type Hash } from "node:crypto";
import { type Duplex, pipeline, Readable, Transform } from "node:stream";
import { createZstdCompress, createZstdDecompress, constants as zlib } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import { type ObjectStore, ObjectStoreError } from "./object-store.ts";

/** What lies in the store, to be compared before it is believed. */
export interface SealedObject {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal, of the bytes that lie there. */
  readonly sha256: string;
}

/** The level at which zstd is faster than age: more costs time and saves little. */
const LEVEL = 3;

/**
 * Compresses (zstd), then encrypts (age), on the way into the store: nothing that can be read leaves the process.
 * @param recipients as age writes them: `age1…`; one of their identities opens it
 */
export async function putSealed(
  store: ObjectStore,
  name: string,
  content: Readable,
  recipients: readonly string[],
): Promise<SealedObject> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const small = through(content, createZstdCompress({ params: { [zlib.ZSTD_c_compressionLevel]: LEVEL } }));
  const sealed = await encrypter.encrypt(Readable.toWeb(small) as ReadableStream<Uint8Array>);
  const counted = counting();
  await store.put(name, through(Readable.fromWeb(sealed as never), counted.stream));
  return { name, bytes: counted.bytes(), sha256: counted.hash.digest("hex") };
}

/**
 * What was put, as it was. Throws `ObjectStoreError` where the identities do not open it, and fails at the end where it is not
 * the object that was told: whoever reads to the end without an error has all of it.
 * @param identities as age writes them: `AGE-SECRET-KEY-1…`
 */
export async function getSealed(
  store: ObjectStore,
  object: SealedObject,
  identities: readonly string[],
): Promise<Readable> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const counted = counting(({ bytes, sha256 }) => {
    if (bytes !== object.bytes || sha256 !== object.sha256)
      throw new ObjectStoreError("refused", `${object.name} is not what was written there`);
  });
  const raw = through(await store.get(object.name), counted.stream);
  const clear = await decrypter
    .decrypt(Readable.toWeb(raw) as ReadableStream<Uint8Array>)
    .catch((error: unknown) => {
      raw.destroy();
      const reason = error instanceof ObjectStoreError ? error.message : messageOf(error);
      throw new ObjectStoreError("refused", `${object.name} cannot be opened: ${reason}`, { cause: error });
    });
  return through(Readable.fromWeb(clear as never), createZstdDecompress());
}

/** What comes out of `last`; an error or an early end on one side ends the other. */
function through<Last extends Duplex>(source: Readable, last: Last): Last {
  // Whoever reads `last` hears of the error by it.
  pipeline(source, last, () => {});
  return last;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

interface Counted {
  readonly stream: Transform;
  readonly hash: Hash;
  bytes(): number;
}

function counting(atEnd?: (seen: { bytes: number; sha256: string }) => void): Counted {
  const hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      try {
        atEnd?.({ bytes, sha256: hash.copy().digest("hex") });
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  return { stream, hash, bytes: () => bytes };
}
