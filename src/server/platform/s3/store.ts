import { createHash } from "node:crypto";
import { OutsideError } from "../outside.ts";
import type { S3Address } from "./address.ts";
import { type ListedObject, readListing } from "./listing.ts";
import { askingOf, codeOf, MOST_BYTES_OF_REFUSAL, refusalOf } from "./requests.ts";

/**
 * Small objects in a bucket of a server that speaks S3 (signature version 4, path style). Keys are below the address's prefix, and made
 * of characters that need no escape. Everything throws OutsideError, one line without key or secret. Streams: objects/bucket-store.ts.
 */
export interface S3Store {
  /** For people: where it is. */
  readonly name: string;
  /** Everything whose key begins so, keys without the address's prefix, in the order of the server. */
  list(beginning: string): Promise<ListedObject[]>;
  /** null: there is none. @param mostBytes a longer one is a failure */
  get(key: string, mostBytes: number): Promise<Buffer | null>;
  /** Keeps an object where none is, and reads it back. @returns false: there is one, and it is left as it is */
  putNew(key: string, body: Buffer<ArrayBuffer>, type: string): Promise<boolean>;
}

/** A page has a thousand keys of at most 1,024 bytes. */
const MOST_BYTES_OF_PAGE = 4 * 1024 * 1024;
const MOST_PAGES = 200;

export function openS3(address: S3Address): S3Store {
  const { name, prefix } = address;
  const ask = askingOf(address);

  const get = async (key: string, mostBytes: number) => {
    const answer = await ask({
      ...{ path: `/${prefix}${key}`, method: "GET" },
      mostBytes: Math.max(mostBytes, MOST_BYTES_OF_REFUSAL),
    });
    if (answer.status === 200 && answer.body.length <= mostBytes) return answer.body;
    if (answer.status === 200) throw new OutsideError(`${name} holds more than ${mostBytes} bytes as ${key}`);
    // Without the bucket everything would seem to be missing.
    if (answer.status === 404 && codeOf(answer.body) !== "NoSuchBucket") return null;
    throw refusalOf(name, answer);
  };

  const put = (key: string, body: Buffer<ArrayBuffer>, headers: Record<string, string>) =>
    ask({
      ...{ path: `/${prefix}${key}`, method: "PUT", body, mostBytes: MOST_BYTES_OF_REFUSAL },
      headers: {
        ...headers,
        "x-amz-checksum-sha256": createHash("sha256").update(body).digest("base64"),
      },
    });

  return {
    name,
    get,
    async list(beginning) {
      const objects: ListedObject[] = [];
      let next: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = new URLSearchParams({
          "list-type": "2",
          prefix: prefix + beginning,
          ...(next !== null && { "continuation-token": next }),
        });
        const answer = await ask({ path: `?${query}`, method: "GET", mostBytes: MOST_BYTES_OF_PAGE });
        if (answer.status !== 200) throw refusalOf(name, answer);
        const listed = readListing(answer.body.toString());
        if (listed === null) throw new OutsideError(`${name} answers with a list that cannot be read`);
        for (const object of listed.objects)
          if (object.key.startsWith(prefix + beginning))
            objects.push({ ...object, key: object.key.slice(prefix.length) });
        if (listed.next === null) return objects;
        next = listed.next;
      }
      throw new OutsideError(`${name} holds more than ${MOST_PAGES} pages of objects`);
    },
    async putNew(key, body, type) {
      const headers = { "content-type": type };
      let answer = await put(key, body, { ...headers, "if-none-match": "*" });
      // Some servers know no conditions: one that was looked for is as near as these come.
      if (answer.status === 501) {
        if ((await get(key, MOST_BYTES_OF_PAGE)) !== null) return false;
        answer = await put(key, body, headers);
      }
      if (answer.status === 412) return false;
      if (answer.status !== 200) throw refusalOf(name, answer);
      if (!(await get(key, body.length))?.equals(body))
        throw new OutsideError(`${name} does not give back what it took as ${key}`);
      return true;
    },
  };
}
