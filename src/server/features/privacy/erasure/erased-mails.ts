import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { emailKey } from "../../accounts/index.ts";

/** Deletes the mails that were written to a folder for this address, where no mail server is named; returns how many. */
export async function deleteMailsTo(dataDir: string, address: string): Promise<number> {
  const folder = join(dataDir, "mails");
  const names = await readdir(folder).catch(unlessGone([]));
  let deleted = 0;
  for (const name of names) {
    const path = join(folder, name);
    const mail = await readFile(path, "utf8").catch(unlessGone(""));
    const to = recipientOf(mail);
    if (to === null || emailKey(to) !== emailKey(address)) continue;
    await rm(path, { force: true });
    deleted += 1;
  }
  return deleted;
}

/** What stands for a file or a folder that is not there; any other failure is one. */
const unlessGone =
  <T>(nothing: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return nothing;
    throw error;
  };

/** The address of the head's To, which is a single one; null where there is none. */
function recipientOf(mail: string): string | null {
  for (const line of mail.split("\n")) {
    const text = line.trim();
    if (text === "") return null;
    if (text.toLowerCase().startsWith("to:")) return text.slice(3).trim().replace("<", "").replace(">", "");
  }
  return null;
}
