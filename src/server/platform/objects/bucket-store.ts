import { OutsideError } from "../outside.ts";
import type { S3Address } from "../s3/address.ts";
import { downloadStream } from "../s3/download.ts";
import { askingOf, askPatiently, MOST_BYTES_OF_REFUSAL, refusalOf } from "../s3/requests.ts";
import { openS3 } from "../s3/store.ts";
import { uploadStream } from "../s3/upload.ts";
import { checkObjectName, type ObjectStore, ObjectStoreError } from "./object-store.ts";

export interface BucketOptions {
  /** Until when what is put now may be neither changed nor removed (S3's object lock, mode COMPLIANCE); absent: no lock. */
  readonly lockedUntil?: () => Date;
  /** Of 5 MiB at least; absent: 16 MiB. */
  readonly partBytes?: number;
}

export interface BucketStore extends ObjectStore {
  /**
   * Until when the server says that an object is locked; null: it is not. Ask after a locked put: some servers take the lock's headers
   * and ignore them.
   */
  lockedUntil(name: string): Promise<Date | null>;
}

/** Objects of a bucket, below its address's prefix. Errors are lines without key or secret. */
export function bucketStore(address: S3Address, { lockedUntil, partBytes }: BucketOptions = {}): BucketStore {
  const { name: place, prefix } = address;
  const ask = askingOf(address);
  const pathOf = (name: string) => `/${prefix}${checkObjectName(name)}`;
  const of = (name: string) => ({
    name: place,
    path: pathOf(name),
    ...(partBytes !== undefined && { partBytes }),
  });
  const missing = (name: string) => new ObjectStoreError("missing", `${place}/${name} is not there`);
  return {
    place,
    put: (name, content) =>
      explained(async () => {
        try {
          const made = await uploadStream(ask, { ...of(name), headers: lockOf(lockedUntil) }, content);
          if (!made) throw new ObjectStoreError("taken", `${place}/${name} is there already`);
        } finally {
          content.destroy();
        }
      }),
    get: (name) =>
      explained(async () => {
        const content = await downloadStream(ask, of(name));
        if (content === null) throw missing(name);
        return content;
      }),
    list: (beginning) =>
      explained(async () => {
        const found = await openS3(address).list(beginning);
        return found
          .map(({ key, bytes, at }) => ({ name: key, bytes, at }))
          .sort((one, other) => (one.name < other.name ? -1 : 1));
      }),
    remove: (name) =>
      explained(async () => {
        const request = { path: pathOf(name), method: "DELETE", mostBytes: MOST_BYTES_OF_REFUSAL } as const;
        const answer = await askPatiently(() => ask(request));
        if (![200, 204, 404].includes(answer.status)) throw refusalOf(place, answer);
      }),
    lockedUntil: (name) =>
      explained(async () => {
        const answer = await askPatiently(() => ask({ path: pathOf(name), method: "HEAD", mostBytes: 0 }));
        if (answer.status === 404) throw missing(name);
        if (answer.status !== 200) throw refusalOf(place, answer);
        const until = new Date(answer.headers.get("x-amz-object-lock-retain-until-date") ?? "");
        return Number.isNaN(until.getTime()) ? null : until;
      }),
  };
}

function lockOf(until: (() => Date) | undefined): Record<string, string> {
  if (until === undefined) return {};
  return {
    "x-amz-object-lock-mode": "COMPLIANCE",
    "x-amz-object-lock-retain-until-date": until().toISOString(),
  };
}

async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutsideError) throw new ObjectStoreError("refused", error.message, { cause: error });
    throw error;
  }
}
