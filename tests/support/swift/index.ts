import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { AwsV4Signer } from "aws4fetch";
import { runUnpacked, unpackDebianPackage } from "../../runner/debian-packages.ts";
import { preparedFolder } from "../../runner/prepared-folder.ts";
import { freePort } from "../free-port.ts";
import { configuration, KINDS, type Kind } from "./configuration.ts";
import { chooseUser, identityOf, nameOf, type OwnUser } from "./own-user.ts";

const RELEASE = "trixie";
const SCRIPT = join(import.meta.dirname, "server.py");
const KEY = "tests:tester";
const SECRET = "a/secret+of@tests";
const BUCKET = "objects";
const READY_WITHIN_MS = 240_000;

/** OpenStack Swift with its S3 interface: a server that nobody of this project wrote, on the loopback, empty. */
export interface Swift {
  readonly version: string;
  readonly port: number;
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  /** An address of S3 (`platform/s3/address.ts`), below the prefix `of/the-tests`. */
  address(changes?: SwiftAddress): string;
  makeBucket(name: string): Promise<void>;
  /** Stops the server that is asked; the objects stay. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export interface SwiftAddress {
  readonly key?: string;
  readonly secret?: string;
  readonly bucket?: string;
  /** Of something that stands between. */
  readonly port?: number;
}

/**
 * Swift as it comes from Debian 13, unpacked once into the cache (42 MB to fetch, 160 MB on disk, half a minute), without being root and
 * whatever Debian the machine has. It runs as a user that is not root and ends with this process, however that ends.
 * @param pageSize how many keys a page of a list has
 */
export async function startSwift({ pageSize = 1_000 } = {}): Promise<Swift> {
  const program = await swiftProgram();
  const folder = await mkdtemp(join(tmpdir(), "swideal-swift-"));
  const user = await chooseUser(join(program, "usr/lib/python3/dist-packages/swift/__init__.py"));
  const ports = (await Promise.all(KINDS.map(freePort))) as [number, number, number, number];
  const port = ports[3];
  await mkdir(join(folder, "devices", "disk"), { recursive: true });
  const hash = "swift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n";
  await writeFile(join(folder, "swift.conf"), `[swift-hash]\n${hash}`);
  await copyFile(SCRIPT, join(folder, "server.py"));
  for (const [at, kind] of KINDS.entries()) {
    const settings = {
      folder,
      port: ports[at] as number,
      user: nameOf(user),
      key: KEY,
      secret: SECRET,
      pageSize,
    };
    await writeFile(join(folder, `${kind}.conf`), configuration(kind, settings));
  }
  await giveTo(user, folder);
  const script = (...args: string[]) => commandOf(program, user, [join(folder, "server.py"), ...args]);
  const [python = "", ...rings] = script("rings", folder, ...ports.slice(0, 3).map(String));
  await promisify(execFile)(python, rings, { ...identityOf(user), env: environmentOf(program), cwd: "/" });

  const run = (kind: Kind) => {
    const command = script(kind, join(folder, `${kind}.conf`), join(folder, "swift.conf"));
    // A small shell ends it with this process.
    const shell = `"$@" 2>>"$0" >&2 & pid=$!; read _; kill -KILL $pid; wait $pid`;
    return spawn("sh", ["-c", shell, join(folder, `${kind}.log`), ...command], {
      ...{ ...identityOf(user), env: environmentOf(program), cwd: "/" },
      stdio: ["pipe", "ignore", "ignore"],
    });
  };
  const storage = KINDS.slice(0, 3).map(run);
  let proxy = run("proxy");
  const stop = async () => {
    await Promise.all([...storage, proxy].map(end));
    await rm(folder, { recursive: true, force: true });
  };
  const makeBucket = (name: string) => putBucket(port, name);
  try {
    await makeBucket(BUCKET);
  } catch (error) {
    const log = await readFile(join(folder, "proxy.log"), "utf8").catch(() => "");
    await stop();
    throw new Error(`Swift did not start: ${(error as Error).message}\n${log.slice(-2_000)}`);
  }
  return {
    ...{ version: await versionOf(program), port, bucket: BUCKET, key: KEY, secret: SECRET },
    address({ key = KEY, secret = SECRET, bucket = BUCKET, port: at = port } = {}) {
      const [user, password] = [encodeURIComponent(key), encodeURIComponent(secret)];
      return `s3://${user}:${password}@127.0.0.1:${at}/${bucket}/of/the-tests?tls=off`;
    },
    makeBucket,
    leave: () => end(proxy),
    async comeBack() {
      proxy = run("proxy");
      await makeBucket(BUCKET);
    },
    stop,
  };
}

/** The folder that it is unpacked in; one line that says what is missing where that cannot be done. */
export async function swiftProgram(): Promise<string> {
  try {
    return await preparedFolder(`swift-${RELEASE}`, async (draft) => {
      await unpackDebianPackage("python3-swift", draft, { release: RELEASE });
      await chmod(draft, 0o755);
      // As its packages would when they are installed; else each of the four servers does it at each start.
      const [python = "", ...args] = [...runUnpacked(draft, "usr/bin/python3"), "-m", "compileall", "-q"];
      const folders = ["usr/lib/python3", "usr/lib/python3.13"].map((name) => join(draft, name));
      const env = { ...environmentOf(draft), PYTHONDONTWRITEBYTECODE: "" };
      await promisify(execFile)(python, [...args, ...folders], { env, cwd: "/" }).catch(() => {});
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    throw new Error(`an S3 server for tests comes from Debian's archive, by apt-get and dpkg (${reason})`);
  }
}

const commandOf = (program: string, { prefix }: OwnUser, args: readonly string[]): string[] => [
  ...prefix,
  ...runUnpacked(program, "usr/bin/python3"),
  ...args,
];

const environmentOf = (program: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: "C.UTF-8",
  PYTHONHOME: join(program, "usr"),
  PYTHONPATH: join(program, "usr/lib/python3/dist-packages"),
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONWARNINGS: "ignore",
});

async function giveTo({ uid, gid }: OwnUser, folder: string): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const path of [folder, join(folder, "devices"), join(folder, "devices", "disk")])
    await chown(path, uid, gid);
}

async function versionOf(program: string): Promise<string> {
  const status = join(program, "usr/lib/python3/dist-packages");
  const { stdout } = await promisify(execFile)("ls", [status]);
  return /^swift-([\d.]+?)\.(?:egg|dist)-info$/m.exec(stdout)?.[1] ?? "of an unknown version";
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin?.end();
  await gone;
}

/** Again until it answers. */
async function putBucket(port: number, name: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const signer = new AwsV4Signer({
      ...{ url: `http://127.0.0.1:${port}/${name}`, method: "PUT", service: "s3", region: "us-east-1" },
      ...{ accessKeyId: KEY, secretAccessKey: SECRET },
    });
    const { url, headers } = await signer.sign();
    const answer = await fetch(url, { method: "PUT", headers }).catch((error: Error) => error);
    if (answer instanceof Response && (answer.ok || answer.status === 409)) return;
    if (Date.now() > deadline)
      throw answer instanceof Response ? new Error(`${answer.status} ${await answer.text()}`) : answer;
    await sleep(200);
  }
}
