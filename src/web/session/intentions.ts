/**
 * The key of a write belongs to what a person means to do and lives until its answer is known: the same request sent
 * again after a lost answer has the same key, so that it is done once. Another body is another intention.
 */

/** What tells one intention from another: whose it is, for which party, the address, and the body. */
export interface Intention {
  readonly account: string;
  /** Null: for the account's own. */
  readonly party: string | null;
  readonly path: string;
  readonly body: string;
}

interface Pending {
  readonly key: string;
  /** Milliseconds since 1970, by the device's clock. */
  readonly since: number;
}

const PREFIX = "swideal.intention.";
/** The API remembers a key for 24 hours. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Where the browser keeps nothing, intentions live as long as the page. */
const inMemory = new Map<string, Pending>();

export function keyFor(intention: Intention, now = Date.now()): string {
  const name = nameOf(intention);
  const known = inMemory.get(name) ?? stored(name);
  const pending =
    known !== null && now - known.since < REMEMBERED_MS ? known : { key: randomKey(), since: now };
  inMemory.set(name, pending);
  try {
    localStorage.setItem(name, JSON.stringify(pending));
  } catch {
    // Known to this page alone.
  }
  return pending.key;
}

/** Its answer is known. */
export function settle(intention: Intention): void {
  const name = nameOf(intention);
  inMemory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** Those of accounts that are to leave the device, those that are too old, and those that are named by their body. */
export function dropIntentions(isGone: (account: string) => boolean, now = Date.now()): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const old = now - (stored(name)?.since ?? 0) >= REMEMBERED_MS;
      const [account = "", digest = ""] = name.slice(PREFIX.length).split(".");
      if (old || !DIGEST.test(digest) || isGone(account)) localStorage.removeItem(name);
    }
  } catch {
    // Nothing was kept.
  }
}

/** A body may hold a secret, as an invitation's token: the device keeps only what tells it from others. */
export const nameOf = ({ account, party, path, body }: Intention) =>
  `${PREFIX}${account}.${digestOf(JSON.stringify([party, path, body]))}`;

const DIGEST = /^[\da-f]{16}$/;

/**
 * FNV-1a with 64 bits (Fowler, Noll, Vo), in hexadecimal. `crypto.subtle` is missing where the page did not come over
 * https; should two bodies ever share a name, the API refuses the second under the first one's key.
 */
function digestOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

function stored(name: string): Pending | null {
  try {
    const pending = JSON.parse(localStorage.getItem(name) ?? "null") as Partial<Pending> | null;
    return typeof pending?.key === "string" && typeof pending.since === "number"
      ? (pending as Pending)
      : null;
  } catch {
    return null;
  }
}

/** `crypto.randomUUID` is missing where the page did not come over https or from this machine. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
