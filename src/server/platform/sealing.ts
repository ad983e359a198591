import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encryption of what the database keeps but must not be able to read. */
export interface Sealing {
  /** `context` says what is sealed and whose it is: nothing opens in another one's place. */
  seal(content: Buffer, context: string): Buffer;
  /** Throws when it was sealed under no key of ours, in another context, or was changed. */
  open(sealed: Buffer, context: string): Buffer;
  /** The first bytes of whatever the first key seals: by them, what is still under an older one is found. */
  readonly currentKeyId: Buffer;
}

/**
 * AES-256-GCM (NIST SP 800-38D) under 32-byte keys; the first seals, all open. The result is the key's
 * id, a random nonce, the ciphertext and the tag; `context` is the associated data.
 */
export function createSealing(keys: readonly Buffer[]): Sealing {
  const ours = keys.map((key) => ({ key, id: keyId(key) }));
  const [sealing] = ours;
  if (sealing === undefined) throw new Error("a key is needed to seal");
  return {
    currentKeyId: sealing.id,
    seal(content, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealing.key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context));
      const encrypted = [cipher.update(content), cipher.final()];
      return Buffer.concat([sealing.id, nonce, ...encrypted, cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const opening = ours.find(({ id }) => id.equals(sealed.subarray(0, KEY_ID_BYTES)));
      if (opening === undefined) throw new Error("sealed under a key that is not in APP_KEYS");
      const start = KEY_ID_BYTES + NONCE_BYTES;
      const nonce = sealed.subarray(KEY_ID_BYTES, start);
      const decipher = createDecipheriv("aes-256-gcm", opening.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(start, -TAG_BYTES)), decipher.final()]);
    },
  };
}

const keyId = (key: Buffer) =>
  createHmac("sha256", key).update("swideal/key id").digest().subarray(0, KEY_ID_BYTES);
