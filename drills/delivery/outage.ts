import { setTimeout as wait } from "node:timers/promises";
import { missionInput, offerInput } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";

const REASON = { reason: "Le besoin a changé depuis hier." };
const LONGEST_WAIT_MS = 180_000;
/** What the provider and the client of a mission are told from award to end, as each hears of it. */
const TOLD = {
  provider: ["Votre offre est retenue", "Corrections demandées", "Travail accepté"],
  client: [
    "Le travail a commencé",
    "Travail livré, à vous de l’accepter",
    "Travail livré, à vous de l’accepter",
  ],
};

/** No mail server answers for an hour, by the database's clock, while `count` missions go from their award to their end. */
export async function mailServerAway({ check }: DrillReport, program: Program, count: number): Promise<void> {
  const { sink } = program;
  const [client, provider] = [
    await program.enrol("Mairie de Vénissieux"),
    await program.enrol("Zoé Lacombe"),
  ];
  await sink.goAway();
  const titles = Array.from({ length: count }, (_, n) => `Ouvrage ${n + 1}.`);
  for (const title of titles) {
    const { body: mission } = await client.post("/missions", missionInput({ title }));
    const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(90_000));
    await client.post(`/offers/${offer.id}/award`);
    await provider.post(`/missions/${mission.id}/start`);
    await provider.post(`/missions/${mission.id}/deliver`);
    await client.post(`/missions/${mission.id}/request-changes`, REASON);
    await provider.post(`/missions/${mission.id}/deliver`);
    await client.post(`/missions/${mission.id}/complete`);
  }
  const about = "from notifications where user_id = any($1) and service";
  const ids = [client.userId, provider.userId];
  const one = async (what: string): Promise<number> =>
    (await program.sql<{ n: number }>(`select ${what}::int as n ${about}`, [ids]))[0]?.n ?? 0;
  await until(async () => (await one("count(*) filter (where mail_tries > 0)")) > 0);
  const waiting = await one("count(*) filter (where mail_due_at is not null)");
  check(
    "while no mail server answers, every mail waits",
    waiting === count * 6,
    `${waiting} of ${count * 6}`,
  );
  await program.sql(
    "update notifications set mail_due_at = mail_due_at - interval '1 hour', created_at = created_at - interval '1 hour' where mail_due_at is not null",
  );
  await sink.comeBack();
  await until(async () => (await one("count(*) filter (where mail_due_at is not null)")) === 0);
  const wrong: string[] = [];
  for (const title of titles)
    for (const [who, told] of [
      [provider, TOLD.provider],
      [client, TOLD.client],
    ] as const) {
      const subjects = sink
        .to(who.email, ({ subject }) => subject.endsWith(title) && !subject.startsWith("Nouvelle offre"))
        .map(({ subject }) => subject.split("\u00a0:")[0] as string);
      if (subjects.join("|") !== told.join("|")) wrong.push(`${title}: ${subjects.join(", ")}`);
    }
  check(
    "an hour later each mail comes once, in the order in which it happened",
    wrong.length === 0,
    wrong[0] ?? `${count} missions, both sides`,
  );
}

async function until(true_: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + LONGEST_WAIT_MS; performance.now() < end; await wait(250))
    if (await true_()) return;
  throw new Error("it did not come to it in time");
}
