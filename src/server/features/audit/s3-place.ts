import { OutsideError } from "../../platform/outside.ts";
import type { S3Address } from "../../platform/s3/address.ts";
import { openS3 } from "../../platform/s3/store.ts";
import { folderOf, nameOf, sizesOf } from "./head-names.ts";
import type { SecondPlace } from "./second-places.ts";

/** A head has some 200. */
const MOST_BYTES = 16 * 1024;

/** Heads as objects of a bucket, under the names that they have in a folder. */
export function s3Place(address: S3Address): SecondPlace {
  const store = openS3(address);
  const keyOf = (origin: string, size: number) => `${folderOf(origin)}/${nameOf(size)}`;
  return {
    name: store.name,
    async sizes(origin) {
      const folder = `${folderOf(origin)}/`;
      return sizesOf((await store.list(folder)).map(({ key }) => key.slice(folder.length)));
    },
    async note(origin, size) {
      const note = await store.get(keyOf(origin, size), MOST_BYTES);
      if (note === null)
        throw new OutsideError(`${store.name} lists the head of ${size} leaves and does not hold it`);
      return note.toString();
    },
    async keep(origin, size, note) {
      await store.putNew(keyOf(origin, size), Buffer.from(note), "text/plain; charset=utf-8");
    },
  };
}
