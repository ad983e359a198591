import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { AppError } from "../../core/errors.ts";

/** A place in a list: the sort values and the id of the last item seen. */
export type Position = readonly (string | number | null)[];

export interface Cursors {
  encode(scope: string, position: Position): string;
  /** Throws `invalid_cursor` for what this installation did not make for this very list. */
  decode(scope: string, cursor: string): Position;
}

const MAC_BYTES = 16;

/**
 * Opaque and authenticated: HMAC-SHA-256 (truncated to 128 bits) over the scope and the position.
 * The scope names the list with its sort and filters, so that a cursor is of no use elsewhere.
 */
export function createCursors(secrets: readonly Buffer[]): Cursors {
  // Made once: from bytes each HMAC would make its key anew, which costs five times the HMAC.
  const keys = secrets.map((secret) => createSecretKey(secret));
  const [signing] = keys;
  if (signing === undefined) throw new Error("a key is needed to sign cursors");
  return {
    encode(scope, position) {
      const body = Buffer.from(JSON.stringify(position));
      return Buffer.concat([mac(signing, scope, body), body]).toString("base64url");
    },
    decode(scope, cursor) {
      const bytes = Buffer.from(cursor, "base64url");
      const body = bytes.subarray(MAC_BYTES);
      const given = bytes.subarray(0, MAC_BYTES);
      const canonical = bytes.toString("base64url") === cursor;
      const genuine =
        canonical && body.length > 0 && keys.some((key) => timingSafeEqual(mac(key, scope, body), given));
      if (!genuine) throw new AppError("invalid_cursor");
      return JSON.parse(body.toString()) as Position;
    },
  };
}

function mac(key: KeyObject, scope: string, body: Buffer): Buffer {
  return createHmac("sha256", key).update(`${scope}\n`).update(body).digest().subarray(0, MAC_BYTES);
}

/** A list in the order of its ids alone, of which one more than `limit` was read. */
export function idCursor(cursors: Cursors, scope: string, limit: number) {
  return {
    after: (cursor: string | undefined): string | null =>
      cursor === undefined ? null : String(cursors.decode(scope, cursor)[0]),
    page<Item extends { id: string }>(items: readonly Item[]): { items: Item[]; nextCursor: string | null } {
      const shown = items.slice(0, limit);
      const last = items.length > limit ? shown.at(-1) : undefined;
      return { items: shown, nextCursor: last === undefined ? null : cursors.encode(scope, [last.id]) };
    },
  };
}
