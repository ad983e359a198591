import { createHmac, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type ObjectStore, ObjectStoreError } from "./objects/object-store.ts";

/** What must not come back with an older backup; of each kind its owner knows how to do it again. */
export const sinceKinds = [
  "account_erased",
  "account_suspended",
  "account_reinstated",
  "password_changed",
  "second_factor_removed",
  "passkey_removed",
  "mission_cancelled",
  "mission_hidden",
  "mission_shown",
  "question_hidden",
] as const;
export type SinceKind = (typeof sinceKinds)[number];

/** One thing that happened: ids and a moment, nothing that people wrote, nobody's name. */
export interface SinceEntry {
  /** Its own; the same thing noted twice is one entry. */
  readonly id: string;
  /** By the database's clock, ISO 8601. */
  readonly at: string;
  readonly kind: SinceKind;
  /** The account, party, mission, question or passkey. */
  readonly subjectId: string;
  /** By whom or by what it was decided, where its owner needs it. */
  readonly byId: string | null;
  /** Of an erasure: until when the law wants what kept. */
  readonly heldUntil?: Readonly<Record<string, string>>;
}

/**
 * What happened since the oldest backup, an object an entry, in each of several places beside the database: whoever loses
 * one has the others. Each has a MAC: whoever writes to a place ends nothing. It is only added to.
 */
export interface SinceList {
  /** Tells each place that the list is kept from now on; does nothing where it is. */
  begin(at: Date): Promise<void>;
  /** Rejects while a place refuses it, having asked all. Does nothing where it stands already. */
  add(entry: SinceEntry): Promise<void>;
  /** What all places know together, the oldest first. */
  read(): Promise<SinceRead>;
  /** Forgets what was noted before this moment. */
  forgetBefore(at: Date): Promise<void>;
}

export interface SinceRead {
  /** Since when it is kept without a gap; null: no place has one. */
  readonly begun: Date | null;
  readonly entries: readonly SinceEntry[];
  /** Objects that no key of ours has made, or that are not whole. */
  readonly foreign: number;
}

const FOLDER = "since/";
const BEGUN = `${FOLDER}begun`;
const ENTRIES = `${FOLDER}entries/`;

/** @param keys 32 bytes each: the first makes MACs, all verify */
export function createSinceList(stores: readonly ObjectStore[], keys: readonly Buffer[]): SinceList {
  const [key] = keys;
  if (key === undefined) throw new Error("a key is needed for the list of what happened since a backup");
  const put = async (store: ObjectStore, name: string, said: string) => {
    const line = `${said}\n${macOf(key, name, said).toString("base64url")}\n`;
    await store.put(name, Readable.from([Buffer.from(line)])).catch(unlessTaken);
  };
  /** null: no key of ours has made it, under this name. */
  const open = async (store: ObjectStore, name: string): Promise<string | null> => {
    const [said = "", mac = ""] = (await text(await store.get(name))).split("\n");
    const given = Buffer.from(mac, "base64url");
    const ours = keys.some((one) => given.length === 32 && timingSafeEqual(macOf(one, name, said), given));
    return ours ? said : null;
  };
  const readOne = async (store: ObjectStore) => {
    const found = new Map<string, string | null>();
    for (const { name } of await store.list(FOLDER)) found.set(name, await open(store, name));
    return found;
  };
  return {
    begin: (at) => each(stores, (store) => put(store, BEGUN, JSON.stringify({ at: at.toISOString() }))),
    add: (entry) => each(stores, (store) => put(store, nameOf(entry), JSON.stringify(entry))),
    async read() {
      const places = await Promise.all(stores.map(readOne));
      const entries = new Map<string, SinceEntry>();
      for (const [name, said] of places.flatMap((place) => [...place]))
        if (said !== null && name !== BEGUN) entries.set(name, JSON.parse(said) as SinceEntry);
      const begun = places.flatMap((place) => {
        const said = place.get(BEGUN);
        return said ? [new Date((JSON.parse(said) as { at: string }).at)] : [];
      });
      return {
        begun: begun.sort((one, other) => one.getTime() - other.getTime())[0] ?? null,
        entries: [...entries].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry),
        foreign: places.flatMap((place) => [...place.values()]).filter((said) => said === null).length,
      };
    },
    forgetBefore: (at) =>
      each(stores, async (store) => {
        for (const { name } of await store.list(ENTRIES))
          if (name < `${ENTRIES}${stampOf(at.toISOString())}`) await store.remove(name);
      }),
  };
}

/** Names are in the order of time. */
const nameOf = ({ at, id }: SinceEntry) => `${ENTRIES}${stampOf(at)}-${id}`;
const stampOf = (at: string) => at.replaceAll(":", "-");

/** Under another name it is another one's: an entry cannot be made to have happened later. */
const macOf = (key: Buffer, name: string, said: string) =>
  createHmac("sha256", key).update(`swideal since 1\n${name}\n${said}`).digest();

function unlessTaken(error: unknown): void {
  if (!(error instanceof ObjectStoreError && error.code === "taken")) throw error;
}

/** One place that refuses keeps nothing from the others. */
async function each(
  stores: readonly ObjectStore[],
  work: (store: ObjectStore) => Promise<void>,
): Promise<void> {
  const failed = (await Promise.allSettled(stores.map(work))).flatMap((one) =>
    one.status === "rejected" ? [one.reason as unknown] : [],
  );
  if (failed.length > 0)
    throw new AggregateError(
      failed,
      `what happened could not be noted in ${failed.length} of ${stores.length} places`,
    );
}
