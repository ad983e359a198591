import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Has docs/verify-record.mjs look at a record, as a stranger does: in a process of its own, with two files and nothing else. */
export async function strangersCheck(
  record: object,
  /** What `/.well-known/swideal-record-keys.json` says. */
  keys: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const folder = await mkdtemp(join(tmpdir(), "swideal-record-"));
  await writeFile(join(folder, "record.json"), JSON.stringify(record));
  await writeFile(join(folder, "keys.json"), keys);
  const script = join(import.meta.dirname, "../../docs/verify-record.mjs");
  const files = [join(folder, "record.json"), join(folder, "keys.json")];
  return promisify(execFile)(process.execPath, [script, ...files]).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code, output: `${stderr}${stdout}` }),
  );
}
