import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder (bin, lib, share) of the PostgreSQL 18 that npm installed for the tests on this machine. */
export function postgres18Binaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `postgres-18-${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(`${name} is not installed: run \`npm ci\` without --omit`);
  }
}
