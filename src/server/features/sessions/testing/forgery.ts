import { generateKeyPairSync, sign } from "node:crypto";
import type { TestServer } from "../../../../../tests/support/server.ts";
import type { Person } from "../../accounts/testing/account-fixtures.ts";

/** For tests: a private Ed25519 key as AUTH_KEYS holds it. */
export type Key = Record<string, string> & { kid: string; x: string };

export const newKey = (kid: string): Key => ({
  ...(generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }) as Key),
  kid,
});

export const encode = (part: unknown): string =>
  Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url");

/** What of a token of ours a forger knows, and the server's own key, so that one thing alone is wrong. */
export interface Forgery {
  readonly key: Key;
  readonly token: string;
  readonly header: { readonly alg: string; readonly typ: string; readonly kid: string };
  readonly claims: Record<string, unknown>;
  /** Signed by the server's own key; parts that are texts are taken as they are. */
  sign(header: unknown, claims: unknown, key?: Key): string;
}

export function forgery(server: TestServer, person: Person): Forgery {
  const key = server.resources.secrets.authKeys[0] as unknown as Key;
  const claims = JSON.parse(Buffer.from(person.token.split(".")[1] ?? "", "base64url").toString());
  return {
    key,
    token: person.token,
    header: { alg: "EdDSA", typ: "at+jwt", kid: key.kid },
    claims,
    sign(header, content, signing = key) {
      const signed = `${encode(header)}.${encode(content)}`;
      const signature = sign(null, Buffer.from(signed), { key: signing, format: "jwk" });
      return `${signed}.${signature.toString("base64url")}`;
    },
  };
}
