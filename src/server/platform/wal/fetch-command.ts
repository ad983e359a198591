import { createWriteStream } from "node:fs";
import { chown, mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isSegment, numberOf } from "./log-names.ts";
import type { LogSources } from "./log-sources.ts";
import { type Branch, segmentNames } from "./recovery-plan.ts";

/** In the cluster that recovers, so that whoever owns that reaches it. */
export const FETCH_FOLDER = "swideal-fetch";

/**
 * What PostgreSQL runs for each file of the log that it wants: it asks for it by a file, and takes what has come. Above 125
 * PostgreSQL gives up the recovery; with 1 it takes it that the file is not to be had. The cluster is where it runs.
 */
const SCRIPT = `# fetch.sh NAME PATH
home=\${0%/*} name=$1 path=$2
: > "$home/$name.want"
while [ -e postmaster.pid ]; do
  if [ -e "$home/$name.have" ]; then
    cp "$home/$name.have" "$path" && rm -f "$home/$name.have" "$home/$name.want" && exit 0
    exit 200
  fi
  if [ -e "$home/$name.none" ]; then rm -f "$home/$name.none" "$home/$name.want"; exit 1; fi
  if [ -e "$home/failed" ]; then exit 200; fi
  sleep 0.05 2>/dev/null || sleep 1
done
exit 200
`;

export const restoreCommand = `sh ${FETCH_FOLDER}/fetch.sh '%f' '%p'`;

/** So many segments lie ready for PostgreSQL, which reads them faster than it asks. */
const AHEAD = 4;
const LOOK_EVERY_MS = 20;

export interface Fetching {
  /** Why a file that was asked for could not be had; null: none failed. */
  failure(): unknown;
  stop(): Promise<void>;
}

/** Answers the script, opening what it asks for, and what it will ask for next. */
export async function fetchLog(
  cluster: string,
  sources: LogSources,
  branches: readonly Branch[],
): Promise<Fetching> {
  const folder = join(cluster, FETCH_FOLDER);
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, "fetch.sh"), SCRIPT, { mode: 0o600 });
  let failure: unknown = null;
  let next: number | null = null;
  const bring = async (name: string): Promise<boolean> => {
    const content = await sources.read(name);
    if (content === null) return false;
    const path = join(folder, `${name}.have`);
    await pipeline(content, createWriteStream(`${path}.part`, { mode: 0o600 }));
    const { uid, gid } = await stat(cluster);
    if ((await stat(`${path}.part`)).uid !== uid) await chown(`${path}.part`, uid, gid);
    await rename(`${path}.part`, path);
    return true;
  };
  const answer = async (name: string) => {
    try {
      if (!(await bring(name))) await writeFile(join(folder, `${name}.none`), "");
      else if (isSegment(name)) next = numberOf(name) + 1;
    } catch (error) {
      failure ??= error;
      await writeFile(join(folder, "failed"), "");
    }
  };
  const prepare = async (files: ReadonlySet<string>) => {
    if (next === null || [...files].filter((name) => name.endsWith(".have")).length >= AHEAD) return;
    const name = segmentNames(branches, next).find(sources.has);
    next = name === undefined ? null : next + 1;
    // Whoever asks for it is told what is wrong with it; perhaps nobody does.
    if (name !== undefined && !files.has(`${name}.have`)) await bring(name).catch(() => {});
  };
  const look = async () => {
    const files = new Set(await readdir(folder));
    const wanted = [...files].find(
      (file) =>
        file.endsWith(".want") &&
        !files.has(file.replace(/want$/, "have")) &&
        !files.has(file.replace(/want$/, "none")),
    );
    if (wanted !== undefined && failure === null) await answer(wanted.slice(0, -".want".length));
    else await prepare(files);
  };
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await pause(LOOK_EVERY_MS, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();
  running.catch((error: unknown) => {
    failure ??= error;
  });
  return {
    failure: () => failure,
    stop: async () => {
      ending.abort();
      await running.catch(() => {});
    },
  };
}
