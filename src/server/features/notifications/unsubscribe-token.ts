import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";

/** Whose mails of which kind an address in a mail switches off: a kind, or `all` that are optional. */
export interface Unsubscription {
  readonly userId: string;
  readonly scope: string;
}

export interface UnsubscribeTokens {
  make(about: Unsubscription): string;
  /** What a mail names for it. */
  addressOf(publicUrl: string, about: Unsubscription): string;
  /** null for what none of our keys has made. */
  read(token: string): Unsubscription | null;
}

const ID_BYTES = 16;
const MAC_BYTES = 16;

/**
 * The user's id and the scope, with an HMAC-SHA-256 (truncated to 128 bits) by a key of APP_KEYS: the first signs, and each
 * verifies while it is kept. It opens nothing, and can do nothing but switch off; so it never ends by itself.
 */
export function createUnsubscribeTokens(secrets: readonly Buffer[]): UnsubscribeTokens {
  const keys = secrets.map((secret) => createSecretKey(secret));
  const [signing] = keys;
  if (signing === undefined) throw new Error("a key is needed to sign addresses");
  const mac = (key: typeof signing, body: Buffer) =>
    createHmac("sha256", key).update(body).digest().subarray(0, MAC_BYTES);
  const make = ({ userId, scope }: Unsubscription) => {
    const body = Buffer.concat([Buffer.from(userId.replaceAll("-", ""), "hex"), Buffer.from(scope)]);
    return Buffer.concat([mac(signing, body), body]).toString("base64url");
  };
  return {
    make,
    addressOf: (publicUrl, about) => `${publicUrl}/api/v1/unsubscribe/${make(about)}`,
    read(token) {
      const bytes = Buffer.from(token, "base64url");
      const [given, body] = [bytes.subarray(0, MAC_BYTES), bytes.subarray(MAC_BYTES)];
      if (bytes.toString("base64url") !== token || body.length <= ID_BYTES) return null;
      if (!keys.some((key) => timingSafeEqual(mac(key, body), given))) return null;
      const hex = body.subarray(0, ID_BYTES).toString("hex");
      const userId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      return { userId, scope: body.subarray(ID_BYTES).toString() };
    },
  };
}
