import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

const IDENTITY = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/m;

/** Whether age encrypts for it: `age1…`, with its checksum. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** An identity and its public half, as age writes them. */
export interface Identity {
  /** `AGE-SECRET-KEY-1…`: opens what is encrypted for its recipient. */
  readonly identity: string;
  readonly recipient: string;
}

/** The identity in a file as age-keygen writes it; null where there is no file. Throws where it holds none. */
export async function readIdentity(file: string): Promise<Identity | null> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const [identity] = IDENTITY.exec(text) ?? [];
  const recipient = identity === undefined ? null : await identityToRecipient(identity).catch(() => null);
  if (identity === undefined || recipient === null) throw new Error(`${file} holds no identity of age`);
  return { identity, recipient };
}

/** Makes one in a file that its owner alone reads, as age-keygen writes it; of two who make it at once one is believed. */
export async function makeIdentity(file: string): Promise<Identity> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `# public key: ${recipient}\n${identity}\n`, {
    mode: 0o600,
    flag: "wx",
    flush: true,
  });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(draft);
  return (await readIdentity(file)) as Identity;
}
