import { createHash, createHmac } from "node:crypto";
import type { WebhookAddress } from "../../platform/audit-heads.ts";
import { askOutside, OutsideError } from "../../platform/outside.ts";

/**
 * Somebody who is told of each head and cannot be asked for one. What is to be made of it is theirs: the program neither finds
 * a shortened log by it nor compares with it.
 */
export interface HeadListener {
  /** For people, and for the memory of what was told: holds neither the secret nor the path, which may be one. */
  readonly name: string;
  /** Resolves once it is taken; the same head may be told twice. */
  tell(origin: string, size: number, note: string): Promise<void>;
}

/** What is answered is not read. */
const MOST_BYTES = 64 * 1024;

export function webhook({ url, secret }: WebhookAddress): HeadListener {
  const name = `${new URL(url).origin}#${createHash("sha256").update(url).digest("hex").slice(0, 8)}`;
  return {
    name,
    async tell(origin, size, note) {
      const body = new TextEncoder().encode(note);
      const headers = {
        "content-type": "text/plain; charset=utf-8",
        "swideal-log": origin,
        "swideal-log-size": String(size),
        "swideal-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      };
      const { status } = await askOutside(url, name, {
        method: "POST",
        headers,
        body,
        mostBytes: MOST_BYTES,
      });
      if (status < 200 || status > 299)
        throw new OutsideError(`${name} does not take a head: status ${status}`);
    },
  };
}
