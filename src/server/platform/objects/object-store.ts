import type { Readable } from "node:stream";

export interface StoredObject {
  readonly name: string;
  readonly bytes: number;
  readonly at: Date;
}

/**
 * Where files lie that outlive the database: a folder, a bucket. A name is words, digits, `-`, `_` and `.`, in parts that
 * `/` divides, and is written once: what lies under it is whole, or is not there.
 */
export interface ObjectStore {
  /** As an operator knows it; stands in messages. */
  readonly place: string;
  /** Throws `ObjectStoreError`: `taken` where something lies there already, `refused` with the store's reason. */
  put(name: string, content: Readable): Promise<void>;
  /** Throws `ObjectStoreError` `missing` before the first byte. */
  get(name: string): Promise<Readable>;
  /** Everything whose name begins so, by name. */
  list(prefix: string): Promise<StoredObject[]>;
  /** What is not there is no error. */
  remove(name: string): Promise<void>;
}

export class ObjectStoreError extends Error {
  override readonly name = "ObjectStoreError";
  readonly code: "taken" | "missing" | "refused";
  constructor(code: "taken" | "missing" | "refused", message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const NAME = /^[A-Za-z0-9_-][\w.-]*(\/[A-Za-z0-9_-][\w.-]*)*$/;

/** Nothing that leads out of a folder, or that a file system or S3 reads in two ways. */
export function checkObjectName(name: string): string {
  if (!NAME.test(name) || name.length > 500) throw new ObjectStoreError("refused", `not a name: ${name}`);
  return name;
}
