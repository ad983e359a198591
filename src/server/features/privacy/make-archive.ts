import type { Manifest } from "../../core/manifest.ts";
import type { Database, Tx } from "../../platform/database/database.ts";
import { type Account, emailKey, findAccount } from "../accounts/index.ts";
import { archiveOf, inParts } from "./archive.ts";
import { readOfOneMoment, sourcesOf } from "./personal-rows.ts";

const PART_BYTES = 256 * 1024;

export interface ArchiveDependencies {
  readonly database: Database;
  readonly manifests: readonly Manifest[];
  readonly publicUrl: () => string;
}

/** Where the archive of an account goes, piece by piece, in the transaction that reads it. */
export type Write = (tx: Tx, part: Buffer) => Promise<void>;

/** A document that was written, before its transaction is committed. */
export interface MadeArchive {
  readonly userId: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Reads everything that is kept about somebody, as of one moment, and writes it as one JSON document; `write` is called with
 * about 256 KiB at a time, so that however much there is no more is held.
 * @param whose asked in the same transaction; null: nobody any more, and nothing is written
 * @param done in the same transaction, once all is written
 * @returns null where it is nobody's
 */
export function makeArchive(
  { database, manifests, publicUrl }: ArchiveDependencies,
  whose: (tx: Tx) => Promise<string | null>,
  write: Write,
  done: (tx: Tx, made: MadeArchive) => Promise<void>,
): Promise<MadeArchive | null> {
  return database.transaction(async (tx) => {
    await readOfOneMoment(tx);
    const userId = await whose(tx);
    const account = userId === null ? null : await findAccount(tx, userId);
    if (account === null) return null;
    const texts = archiveOf(tx, {
      sources: sourcesOf(manifests),
      subject: subjectOf(account),
      locale: account.locale,
      publicUrl: publicUrl(),
      madeAt: new Date(),
    });
    let size = 0;
    for await (const part of inParts(texts, PART_BYTES)) {
      await write(tx, part);
      size += part.length;
    }
    const made = { userId: account.id, size };
    await done(tx, made);
    return made;
  });
}

/** An address that nobody has confirmed may be somebody else's: what was sent there is not given out. */
const subjectOf = ({ id, partyId, email, emailVerifiedAt }: Account) => ({
  userId: id,
  partyId,
  addressKey: emailVerifiedAt === null ? null : emailKey(email),
});
