import { generateKeyPairSync, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";

export interface Secrets {
  /** Private Ed25519 keys; the first signs, all verify. */
  readonly authKeys: readonly JsonWebKey[];
  /** Base64url; the first signs, all verify. */
  readonly appKeys: readonly string[];
  readonly auditKeys: readonly string[];
}

export function makeSecrets(): Secrets {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const key = () => randomBytes(32).toString("base64url");
  return {
    authKeys: [{ ...jwk, kid: randomUUID(), alg: "EdDSA", use: "sig" } as JsonWebKey],
    appKeys: [key()],
    auditKeys: [key()],
  };
}

/** As lines of an `.env` file, with every secret that `serve` needs. */
export function formatSecrets(secrets: Secrets): string {
  return [
    `AUTH_KEYS='${JSON.stringify({ keys: secrets.authKeys })}'`,
    `APP_KEYS=${secrets.appKeys.join(",")}`,
    `AUDIT_KEY=${secrets.auditKeys.join(",")}`,
  ].join("\n");
}

/** The environment's secrets; for the embedded database those of `DATA_DIR`, made at the first start. */
export async function loadSecrets(config: Config): Promise<Secrets> {
  const { authKeys, appKeys, auditKeys } = config.secrets;
  if (authKeys && appKeys && auditKeys) return { authKeys, appKeys, auditKeys };
  const kept = await readOrMakeSecrets(config.dataDir);
  return {
    authKeys: authKeys ?? kept.authKeys,
    appKeys: appKeys ?? kept.appKeys,
    auditKeys: auditKeys ?? kept.auditKeys,
  };
}

/** The keys of the log and of backups, for whoever needs no others: none are made. null where there are none. */
export async function knownAuditKeys(
  config: Pick<Config, "secrets" | "dataDir">,
): Promise<readonly string[] | null> {
  if (config.secrets.auditKeys !== undefined) return config.secrets.auditKeys;
  const text = await readFile(secretsFile(config.dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as Secrets).auditKeys;
}

const secretsFile = (dataDir: string) => join(dataDir, "secrets.json");

async function readOrMakeSecrets(dataDir: string): Promise<Secrets> {
  const file = secretsFile(dataDir);
  const read = async () => JSON.parse(await readFile(file, "utf8")) as Secrets;
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600, flush: true });
  // A link fails where the file exists: of two first starts at once, one pair of secrets survives.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(draft);
  return read();
}

/** A 32-byte key for one purpose from each application key, by HKDF (RFC 5869); the first signs. */
export function deriveKeys(appKeys: readonly string[], purpose: string): Buffer[] {
  return appKeys.map((key) =>
    Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64url"), Buffer.alloc(0), `swideal/${purpose}`, 32)),
  );
}
