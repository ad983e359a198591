import { readFile, writeFile } from "node:fs/promises";
import type { Config } from "../../platform/config.ts";
import { readIdentity } from "../../platform/objects/recipients.ts";
import { ownIdentityFile } from "./backup-place.ts";

/** The identity that backups made of an embedded database by itself. */
export interface OwnKey {
  readonly file: string;
  readonly recipient: string;
  /** Whether somebody has said that a copy of it is elsewhere. */
  readonly kept: boolean;
}

const noteOf = (config: Pick<Config, "dataDir">) => `${ownIdentityFile(config)}.kept`;

/** null where none was made, or others open the backups. Throws where the file holds none. */
export async function ownKey(
  config: Pick<Config, "backups" | "dataDir" | "database">,
): Promise<OwnKey | null> {
  if (config.database !== null || config.backups.recipients.length > 0) return null;
  const file = ownIdentityFile(config);
  const identity = await readIdentity(file);
  if (identity === null) return null;
  const { recipient } = identity;
  const said = await readFile(noteOf(config), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // Another key than the one that was said to be kept is not.
  return { file, recipient, kept: said.trim() === recipient };
}

export const sayKept = (config: Pick<Config, "dataDir">, { recipient }: OwnKey): Promise<void> =>
  writeFile(noteOf(config), `${recipient}\n`, { mode: 0o600 });

/** What is lost with the machine where nobody has copied it. */
export const keepElsewhere = ({ file }: Pick<OwnKey, "file">): string =>
  `${file} opens the backups, and is not among them: copy it and secrets.json beside it to another place, then say so with swideal backup key --kept`;
