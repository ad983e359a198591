import { chmod, chown, mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SEGMENT_BYTES } from "./log-names.ts";

/** Where PostgreSQL puts what it archives, until the program has sealed it and taken it away. */
export interface Spool {
  /** What waits, each under its own name and whole. */
  readonly folder: string;
  /** There while archiving is given up: from which file on the log is lost. */
  readonly gap: string;
  readonly script: string;
}

export function spoolOf(dataDir: string): Spool {
  const home = join(dataDir, "postgres-archive");
  return { folder: join(home, "spool"), gap: join(home, "gap"), script: join(home, "archive.sh") };
}

/**
 * PostgreSQL runs it for each finished file of its log, again and again until it succeeds, and keeps the file that long: what
 * never succeeds fills the disk that the market writes to. So where as many wait as may, it says that it is done and notes
 * from which file on the log is lost; until somebody closes that gap, nothing that came after it would be of use either.
 * A shell, since the server's user need not be able to read Node.
 */
const SCRIPT = `# archive.sh PATH NAME MOST
set -eu
home=\${0%/*}
path=$1 name=$2 most=$3
if [ -e "$home/gap" ]; then exit 0; fi
kept=$home/spool/$name
if [ -e "$kept" ]; then
  if cmp -s "$path" "$kept"; then exit 0; fi
  echo "archiving $name: another file of that name waits in $home/spool" >&2
  exit 1
fi
set -- "$home"/spool/*
if [ "$#" -ge "$most" ]; then
  echo "$name" > "$home/gap.part"
  mv "$home/gap.part" "$home/gap"
  exit 0
fi
dd if="$path" of="$home/$name.part" bs=1048576 conv=fsync 2>/dev/null
touch -r "$path" "$home/$name.part"
mv "$home/$name.part" "$kept"
sync "$home/spool" 2>/dev/null || sync
`;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Makes the spool and what fills it.
 * @param cluster the folder of the database: its owner archives. Not there yet: whoever makes it is us
 * @param mostBytes at which archiving is given up
 * @returns settings of PostgreSQL
 */
export async function prepareArchiving(
  dataDir: string,
  cluster: string,
  mostBytes: number,
): Promise<Record<string, string>> {
  const { folder, script } = spoolOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(script, SCRIPT, { mode: 0o644 });
  await chmod(script, 0o644);
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== (await stat(folder)).uid)
    for (const path of [join(folder, ".."), folder]) await chown(path, owner.uid, owner.gid);
  const most = Math.max(1, Math.floor(mostBytes / SEGMENT_BYTES));
  return {
    archive_mode: "on",
    // A per cent sign of the path would be taken for a mark.
    archive_command: `sh ${quoted(script).replaceAll("%", "%%")} '%p' '%f' ${most}`,
    // What a quiet market writes is a minute old at most when the machine is lost.
    archive_timeout: "60",
  };
}
