import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** Bits of authenticator data (WebAuthn, level 3, section 6.1). */
export const PRESENT = 0x01;
export const VERIFIED = 0x04;
const MAY_BE_BACKED_UP = 0x08;
const BACKED_UP = 0x10;
const WITH_CREDENTIAL = 0x40;

export interface Ceremony {
  readonly challenge: string;
}

/** What is wrong about an answer, in the tests that want it refused. */
export interface Wrong {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly flags?: number;
  readonly crossOrigin?: boolean;
  readonly userHandle?: string;
  readonly attestation?: Attest;
  readonly algorithm?: number;
}

/** An attestation of `signed`, which the authenticator's own key signs by `sign`. */
export type Attest = (
  signed: Buffer,
  sign: (content: Buffer) => Uint8Array,
) => { readonly fmt: string; readonly attStmt: Map<string, unknown> };

const NO_ATTESTATION: Attest = () => ({ fmt: "none", attStmt: new Map() });

export interface AuthenticatorOptions {
  readonly origin: string;
  readonly rpId: string;
  readonly algorithm?: "ES256" | "EdDSA";
  /** false: as passkeys that are copied among devices, whose counter stays 0. */
  readonly counts?: boolean;
}

/**
 * An authenticator together with its browser: real keys, real signatures over real authenticator data, in the
 * JSON that a browser hands to a page. It holds one passkey.
 */
export class Authenticator {
  readonly credentialId = randomBytes(32);
  counter = 0;
  userHandle = "";
  readonly #options: Required<AuthenticatorOptions>;
  readonly #privateKey: KeyObject;
  readonly #publicKey: Map<number, number | Uint8Array>;

  constructor(options: AuthenticatorOptions) {
    this.#options = { algorithm: "ES256", counts: true, ...options };
    const { algorithm } = this.#options;
    const { publicKey, privateKey } =
      algorithm === "ES256"
        ? generateKeyPairSync("ec", { namedCurve: "P-256" })
        : generateKeyPairSync("ed25519");
    this.#privateKey = privateKey;
    this.#publicKey = coseKey(publicKey, algorithm);
  }

  get #backup(): number {
    return this.#options.counts ? 0 : MAY_BE_BACKED_UP | BACKED_UP;
  }

  /** Answers creation options. */
  create(options: Ceremony & { readonly user: { readonly id: string } }, wrong: Wrong = {}) {
    this.userHandle = options.user.id;
    const key = new Map(this.#publicKey);
    if (wrong.algorithm !== undefined) key.set(3, wrong.algorithm);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const authData = Buffer.concat([
      this.#authenticatorData(wrong, WITH_CREDENTIAL),
      Buffer.alloc(16),
      length,
      this.credentialId,
      encode(key),
    ]);
    const clientData = this.#clientData("webauthn.create", options, wrong);
    const attest = wrong.attestation ?? NO_ATTESTATION;
    const { fmt, attStmt } = attest(signedContent(authData, clientData), (content) => this.#sign(content));
    const attestationObject = new Map<string, unknown>([
      ["fmt", fmt],
      ["attStmt", attStmt],
      ["authData", Uint8Array.from(authData)],
    ]);
    return this.#credential({
      clientDataJSON: clientData.toString("base64url"),
      attestationObject: encode(attestationObject).toString("base64url"),
      transports: ["internal", "hybrid"],
    });
  }

  /** Answers request options. */
  get(options: Ceremony, wrong: Wrong = {}) {
    if (this.#options.counts) this.counter += 1;
    const clientData = this.#clientData("webauthn.get", options, wrong);
    const authenticatorData = this.#authenticatorData(wrong, 0);
    const signature = this.#sign(signedContent(authenticatorData, clientData));
    return this.#credential({
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: Buffer.from(signature).toString("base64url"),
      userHandle: wrong.userHandle ?? this.userHandle,
    });
  }

  #sign(content: Buffer): Uint8Array {
    const digest = this.#options.algorithm === "ES256" ? "sha256" : null;
    return Uint8Array.from(sign(digest, content, this.#privateKey));
  }

  #credential<Response>(response: Response) {
    const id = this.credentialId.toString("base64url");
    return {
      id,
      rawId: id,
      type: "public-key",
      authenticatorAttachment: "platform",
      clientExtensionResults: { credProps: { rk: true } },
      response,
    };
  }

  #clientData(type: string, options: Ceremony, wrong: Wrong): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? options.challenge,
        origin: wrong.origin ?? this.#options.origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    );
  }

  #authenticatorData(wrong: Wrong, extra: number): Buffer {
    const rpIdHash = createHash("sha256")
      .update(wrong.rpId ?? this.#options.rpId)
      .digest();
    const rest = Buffer.alloc(5);
    rest[0] = (wrong.flags ?? PRESENT | VERIFIED) | this.#backup | extra;
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([rpIdHash, rest]);
  }
}

const signedContent = (authenticatorData: Buffer, clientData: Buffer): Buffer =>
  Buffer.concat([authenticatorData, createHash("sha256").update(clientData).digest()]);

/** RFC 9053, sections 7.1.1 and 7.2. */
function coseKey(publicKey: KeyObject, algorithm: "ES256" | "EdDSA"): Map<number, number | Uint8Array> {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "base64url"));
  if (algorithm === "EdDSA") {
    return new Map<number, number | Uint8Array>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ]);
  }
  return new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}

const encode = (value: unknown): Buffer => Buffer.from(isoCBOR.encode(value as never));
