import { spawnSync } from "node:child_process";
import { userInfo } from "node:os";
import {
  chooseServerUser,
  type ServerUser,
} from "../../../src/server/platform/embedded-postgres/server-user.ts";

export type OwnUser = ServerUser;

const NOBODY = 65534;

/**
 * Whoever runs the tests, and nobody where that is root: a server that is told what to keep is to own nothing else.
 * @param needed a file of the program; root may have it where nobody else comes in, and then a namespace has to do
 */
export async function chooseUser(needed: string): Promise<OwnUser> {
  if (process.geteuid?.() !== 0) return { prefix: [] };
  const reached = spawnSync("test", ["-r", needed], { uid: NOBODY, gid: NOBODY, cwd: "/", stdio: "ignore" });
  return reached.status === 0 ? { prefix: [], uid: NOBODY, gid: NOBODY } : chooseServerUser("/none");
}

export const identityOf = ({ uid, gid }: OwnUser) =>
  uid === undefined || gid === undefined ? {} : { uid, gid };

/** Swift wants a name of whom it runs as. */
export const nameOf = ({ prefix, uid }: OwnUser): string =>
  prefix.length > 0 || uid !== undefined ? "nobody" : userInfo().username;
