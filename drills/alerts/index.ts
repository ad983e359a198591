import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createQueryReader, refreshSearch } from "../../src/server/features/listing/index.ts";
import { insertCards } from "../../src/server/features/listing/search/cards.test-support.ts";
import { matchMission } from "../../src/server/features/saved-searches/match-mission.ts";
import { savedSearchJobs } from "../../src/server/features/saved-searches/saved-search-jobs.ts";
import { IN_DEPTH } from "../../tests/support/depth.ts";
import type { Drill, DrillReport } from "../drill.ts";
import { type Installation, startInstallation } from "./installation.ts";
import { publicationRatio } from "./publication.ts";
import { saveSearches } from "./searches.ts";

const ROOT = join(import.meta.dirname, "../..");
const MOST_MS = { few: 100, all: 2_000 } as const;
const MOST_RATIO = 1.1;

/** Saved searches by the hundred thousand, and what a publication costs with them. */
export const alerts: Drill = {
  name: "alerts",
  shows:
    "a saved search finds what the list finds; a hundred thousand are held against a mission in time, and publishing stays as fast",
  inCi: { seconds: 20 },
  async run(report, { short, chosen }) {
    if (!short && chosen.length === 0) await sameAsList(report);
    const installation = await startInstallation();
    try {
      const { database, jobs, dataDir } = installation;
      // Whose queues are made; nobody works on them.
      savedSearchJobs({ database, jobs, emit: async () => {}, reader: createQueryReader(dataDir) });
      await jobs.open();
      for (const matching of ["few", "all"] as const)
        await matchAll(report, installation, short ? 2_000 : 100_000, matching, short);
      await publication(report, installation, short);
    } finally {
      await installation.stop();
    }
  },
};

async function sameAsList({ check }: DrillReport): Promise<void> {
  const file = "src/server/features/saved-searches/same-as-list.test.ts";
  const run = spawn(process.execPath, [join(ROOT, "tests/run.ts"), file], {
    cwd: ROOT,
    env: { ...process.env, [IN_DEPTH]: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(run, "close");
  check("50,000 pairs of a mission and a search, judged as the list has them", code === 0, `exit ${code}`);
}

async function matchAll(
  { check, note }: DrillReport,
  installation: Installation,
  count: number,
  matching: "few" | "all",
  short: boolean,
): Promise<void> {
  const { database, sql, dataDir } = installation;
  await saveSearches(installation, count, matching);
  const reader = createQueryReader(dataDir);
  const times: { judged: number; alerted: number; matches: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const [missionId] = await insertCards(database.writer, [
      {
        title: "Plomberie d'un chantier",
        description: "Un chantier de plomberie.",
        category: "plomberie",
        budgetCents: 50_000,
        latitude: 45.76,
        longitude: 4.84,
      },
    ]);
    await refreshSearch(database.writer);
    let first: number | null = null;
    const begun = performance.now();
    // What others do of an alert is theirs.
    const emit = async () => {
      first ??= performance.now();
    };
    await matchMission({ database, emit, reader }, missionId as string);
    const [{ matches } = { matches: 0 }] = await sql<{ matches: number }>(
      "select count(*)::int as matches from alert_matches where mission_id = $1",
      [missionId],
    );
    times.push({ judged: (first ?? begun) - begun, alerted: performance.now() - begun, matches });
  }
  const best = times.toSorted((a, b) => a.judged - b.judged)[0] as (typeof times)[number];
  const told = times.map(({ judged, alerted }) => `${judged.toFixed(0)} (all told ${alerted.toFixed(0)})`);
  note(`${count} searches, ${best.matches} match: ${told.join(", ")} ms until the first is told`);
  const wanted = matching === "all" ? count : count / 500;
  check(
    `${matching} of ${count} saved searches match`,
    Math.abs(best.matches - wanted) <= wanted / 2 + 2,
    `${best.matches}`,
  );
  // What a sample takes says nothing of the whole.
  if (!short)
    check(
      `matched in ${MOST_MS[matching]} ms`,
      best.judged <= MOST_MS[matching],
      `${best.judged.toFixed(0)} ms`,
    );
}

async function publication(
  { check, note }: DrillReport,
  installation: Installation,
  short: boolean,
): Promise<void> {
  const { ratio, withAlerts, without } = await publicationRatio(installation, short ? 20 : 400);
  note(`a publication: ${withAlerts.toFixed(2)} ms, without alerts ${without.toFixed(2)} ms`);
  if (!short)
    check(`publishing takes at most ${MOST_RATIO} times as long`, ratio <= MOST_RATIO, ratio.toFixed(3));
  else check("publishing goes on", ratio > 0, "done");
}
