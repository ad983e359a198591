import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, lstat, mkdir, rmdir } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
import { ownUserId, platform } from "./operating-system.ts";
import type { ServerUser } from "./server-user.ts";

/** The kernel's limit for a socket's address, in bytes, without its closing zero. */
const longestAddress = 107;
const temporaryPrefix = "swideal-";

/**
 * @returns where the server's socket goes: inside DATA_DIR, or in the system's temporary folder when that path is
 *   too long for a socket; undefined on Windows, where Node cannot open such sockets
 */
export function socketFolderOf(dataDir: string): string | undefined {
  if (platform === "win32") return undefined;
  const inside = join(dataDir, "postgres-socket");
  if (Buffer.byteLength(join(inside, ".s.PGSQL.65535")) <= longestAddress) return inside;
  return join(
    tmpdir(),
    `${temporaryPrefix}${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`,
  );
}

/**
 * Makes the folder, closed to everyone but the server's user and root: whoever reaches the socket is trusted.
 * @throws EmbeddedPostgresError `not_writable` when somebody else made a folder of that name first
 */
export async function makeSocketFolder(folder: string, user: ServerUser): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // lstat: in the shared temporary folder a link could lead anywhere.
  const found = await lstat(folder);
  if (!found.isDirectory() || (found.uid !== ownUserId() && found.uid !== user.uid)) {
    throw new EmbeddedPostgresError(
      "not_writable",
      `${folder} is needed for PostgreSQL's socket and belongs to somebody else: remove it, or set DATA_DIR to a shorter path.`,
    );
  }
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? user.uid);
  await chmod(folder, 0o700);
}

export async function removeTemporarySocketFolder(folder: string): Promise<void> {
  if (dirname(folder) !== tmpdir() || !basename(folder).startsWith(temporaryPrefix)) return;
  // Fails, rightly, when the next server has its socket there already.
  await rmdir(folder).catch(() => {});
}

/** For Windows. Another program could take the port before PostgreSQL does; the start then fails and says so. */
export async function freeLoopbackPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
