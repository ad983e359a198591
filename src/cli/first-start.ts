import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemActor } from "../server/core/actor.ts";
import { createPasswordHashing, ensureUser } from "../server/features/accounts/index.ts";
import { loadDemonstration } from "../server/features/demo/index.ts";
import { endSessionsOf } from "../server/features/sessions/index.ts";
import type { DatabaseAccess, Resources } from "../server/resources.ts";
import type { Terminal } from "./context.ts";
import { progressBar } from "./progress.ts";

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
 * On the first start: the demonstration's missions, and three accounts with passwords made at random.
 * Returns the lines that say how to sign in; they are kept in DATA_DIR, where only its owner reads.
 */
export async function fillWithDemonstration(
  resources: Resources,
  access: DatabaseAccess,
  terminal: Terminal,
): Promise<string[]> {
  const file = join(resources.config.dataDir, "demo-accounts.json");
  const known = await readFile(file, "utf8").catch(() => null);
  if (known !== null) return signInLines(JSON.parse(known) as DemoAccount[]);
  const { database, config } = resources;
  const hashing = createPasswordHashing();
  const accounts: DemoAccount[] = [];
  const parties: string[] = [];
  for (const person of people) {
    const actor = systemActor("demonstration", randomUUID());
    const { partyId, password } = await ensureUser({ database, hashing, endSessionsOf }, actor, person);
    parties.push(partyId);
    if (password !== null) accounts.push({ email: person.email, password });
  }
  const [clientPartyId = "", providerPartyId = ""] = parties;
  await loadDemonstration(access.owner, {
    missions: MISSIONS,
    seed: SEED,
    at: null,
    currency: config.currency,
    ownMissions: { clientPartyId, providerPartyId },
    onProgress: progressBar(terminal, "demonstration", MISSIONS),
  });
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  return signInLines(accounts);
}

function signInLines(accounts: readonly DemoAccount[]): string[] {
  if (accounts.length === 0) return [];
  return ["Sign in as:", ...accounts.map(({ email, password }) => `  ${email.padEnd(26)} ${password}`)];
}
