import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { systemActor } from "../server/core/actor.ts";
import {
  createPasswordHashing,
  emailKey,
  ensureUser,
  findAccountByEmail,
} from "../server/features/accounts/index.ts";
import { createRecordSigner } from "../server/features/record-keys/index.ts";
import { listeners } from "../server/listeners.ts";
import type { Database } from "../server/platform/database/database.ts";
import { createEmit } from "../server/platform/events.ts";
import type { DatabaseAccess, Resources } from "../server/resources.ts";
import { noteCommand } from "./command-entry.ts";
import { type ProgressTerminal, progressBar } from "./progress.ts";
import { letYoungGenerationGrow } from "./young-generation.ts";

const MISSIONS = 2_000;
const SEED = 1;

const people = [
  { email: "cliente@example.org", displayName: "Élodie Ferrand", roles: ["client", "provider"] },
  {
    email: "prestataire@example.org",
    displayName: "Karim Benali, électricien",
    roles: ["client", "provider"],
  },
  { email: "moderation@example.org", displayName: "Modération", roles: ["client", "provider", "moderator"] },
] as const;

interface DemoAccount {
  readonly email: string;
  readonly password: string;
}

/**
 * On the first start: three accounts with passwords made at random, and the demonstration's missions, all of
 * them or none. Returns the lines that say how to sign in; they are kept in DATA_DIR, where its owner alone
 * reads. A start that was killed half-way is taken up by the next one.
 */
export async function fillWithDemonstration(
  resources: Resources,
  access: DatabaseAccess,
  terminal: ProgressTerminal,
  missions = MISSIONS,
): Promise<string[]> {
  const { config, database } = resources;
  const file = join(config.dataDir, "demo-accounts.json");
  const accounts = (await readAccounts(file)) ?? (await makeAccounts(resources, file));
  const { rows } = await sql`select from missions limit 1`.execute(database.writer);
  if (rows.length === 0) {
    // What is loaded passes by and does not stay.
    letYoungGenerationGrow();
    // The texts of some fifty trades are read by the start that needs them.
    const { loadDemonstration } = await import("../server/features/demo/index.ts");
    const { offers } = await loadDemonstration(access.owner, {
      missions,
      seed: SEED,
      at: null,
      currency: config.currency,
      ownMissions: await partiesOf(database),
      recordSigner: createRecordSigner(resources.auditKeys.record),
      dataDir: config.dataDir,
      onProgress: progressBar(terminal, "demonstration", missions),
    });
    const done = { action: "command.demo", changes: { missions, offers, seed: SEED } } as const;
    await noteCommand(database, "swideal start", done);
  }
  return signInLines(accounts);
}

async function readAccounts(file: string): Promise<DemoAccount[] | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as DemoAccount[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function makeAccounts({ config, database }: Resources, file: string): Promise<DemoAccount[]> {
  const hashing = createPasswordHashing();
  const actor = systemActor("demonstration", randomUUID());
  const accounts: DemoAccount[] = [];
  for (const person of people) {
    const { password } = await ensureUser(
      { database, hashing, emit: createEmit(listeners({ ...config, recordSigner: null })) },
      actor,
      person,
    );
    if (password !== null) accounts.push({ email: person.email, password });
  }
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  return accounts;
}

/** Some of the example missions and offers belong to whoever signs in. */
async function partiesOf(database: Database) {
  const [client, provider] = await Promise.all(
    people.slice(0, 2).map(({ email }) => findAccountByEmail(database.writer, emailKey(email))),
  );
  return client && provider
    ? {
        clientPartyId: client.partyId,
        clientUserId: client.id,
        clientName: client.displayName,
        providerPartyId: provider.partyId,
        providerUserId: provider.id,
      }
    : null;
}

function signInLines(accounts: readonly DemoAccount[]): string[] {
  if (accounts.length === 0) return [];
  return ["Sign in as:", ...accounts.map(({ email, password }) => `  ${email.padEnd(26)} ${password}`)];
}
