import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/**
 * What this process draws by `randomBytes` while `work` runs, each draw in base64url: the real bytes, listened to. So a
 * test can tell a token that is random from one that only looks so.
 */
export async function drawnDuring<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly drawn: readonly string[] }> {
  const drawn: string[] = [];
  const { randomBytes } = crypto;
  const listen = (size: number) => {
    const bytes = randomBytes(size);
    drawn.push(bytes.toString("base64url"));
    return bytes;
  };
  replaceRandomBytes(listen as typeof randomBytes);
  try {
    return { result: await work(), drawn };
  } finally {
    replaceRandomBytes(randomBytes);
  }
}

/** For every module that has imported it by its name, too. */
function replaceRandomBytes(by: typeof crypto.randomBytes): void {
  crypto.randomBytes = by;
  syncBuiltinESMExports();
}
