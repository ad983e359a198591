import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { emailKey } from "../../accounts/index.ts";

const RECIPIENT = /^to:[ \t]*<?([^<>\r\n]+)>?[ \t]*$/im;

/** Deletes the mails that were written to a folder for this address, where no mail server is named; returns how many. */
export async function deleteMailsTo(dataDir: string, address: string): Promise<number> {
  const folder = join(dataDir, "mails");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  let deleted = 0;
  for (const name of names) {
    const path = join(folder, name);
    const mail = await readFile(path, "utf8").catch(() => "");
    const [head = ""] = mail.split(/\r?\n\r?\n/, 1);
    const to = RECIPIENT.exec(head)?.[1]?.trim();
    if (to === undefined || emailKey(to) !== emailKey(address)) continue;
    await rm(path, { force: true });
    deleted += 1;
  }
  return deleted;
}
