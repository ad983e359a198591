import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { consistencyProof, type Hash, leafHash, rootOf } from "../../../platform/proof/merkle.ts";
import { signNote, verifierKey } from "../../../platform/proof/note.ts";
import { writeAddCheckpoint } from "../add-checkpoint.ts";

/** Somebody else's log, of which a test has every leaf: it may say what an honest one never does. */
export interface ForeignLog {
  readonly origin: string;
  /** `name+hash+key`. */
  readonly key: string;
  /** A signed head over these leaves. @param more lines that follow its root, each with its break */
  head(leaves: readonly Hash[], more?: string): string;
  /** Asks a witness that has cosigned the first `old` of these leaves to cosign all. */
  request(leaves: readonly Hash[], old: number): Promise<string>;
}

export function foreignLog(
  origin: string,
  key: KeyObject = generateKeyPairSync("ed25519").privateKey,
): ForeignLog {
  const head = (leaves: readonly Hash[], more = "") =>
    signNote(`${origin}\n${leaves.length}\n${rootOf(leaves).toString("base64")}\n${more}`, origin, key);
  return {
    origin,
    key: verifierKey(origin, key),
    head,
    async request(leaves, old) {
      const proof = old === 0 ? [] : await consistencyProof(old, leaves.length, readOf(leaves));
      return writeAddCheckpoint({ old, proof, note: head(leaves) });
    },
  };
}

/** @param of which of several histories */
export const leavesOf = (size: number, of = ""): Hash[] =>
  Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`${of} ${n}`)));

const readOf =
  (leaves: readonly Hash[]) =>
  async ({ level, index }: { readonly level: number; readonly index: number }): Promise<Hash> =>
    rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

/** What a witness answers. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export async function postTo(
  server: { readonly url: string },
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const answer = await fetch(`${server.url}/audit/add-checkpoint`, { method: "POST", body });
  return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
}
