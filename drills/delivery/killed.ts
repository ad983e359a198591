import { missionInput, offerInput, type Person } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";

const WITHIN_MS = 10_000;

/**
 * The winner's mail of an award, where the program is killed between the award's commit and its sending: at the answer to
 * the award, or while the mail server is being told who the mail is from.
 */
export async function killedWhileSending(
  { check, note }: DrillReport,
  program: Program,
  times: number,
): Promise<void> {
  const people = {
    client: await program.enrol("Mairie de Bron"),
    winner: await program.enrol("Paul Ménard"),
  };
  const titles: string[] = [];
  const mailOf = (title: string, withinMs?: number) =>
    program.sink.next(people.winner.email, ({ subject }) => subject.endsWith(title), withinMs);

  const usual = `Chantier ${titles.push("usual")}.`;
  titles[0] = usual;
  const begun = await awarded(people, usual);
  const mail = await mailOf(usual);
  const took = performance.now() - begun;
  check(
    "after an award the winner's mail is there within 10 s",
    mail !== null && took <= WITHIN_MS,
    seconds(took),
  );

  const waits: number[] = [];
  for (let n = 1; n <= times; n += 1) {
    const title = `Chantier ${n + 1}.`;
    titles.push(title);
    const onItsWay = n % 2 === 0;
    if (onItsWay) {
      const killed = new Promise<void>((resolve) => {
        program.sink.onNext = () => {
          program.kill();
          resolve();
        };
      });
      await awarded(people, title);
      await killed;
    } else {
      await awarded(people, title);
      program.kill();
    }
    await program.ended();
    await program.start();
    const back = performance.now();
    await mailOf(title);
    waits.push(performance.now() - back);
    for (const who of ["client", "winner"] as const) people[who] = await program.signIn(people[who].email);
  }
  note(`killed ${times} times; the mail came ${waits.map(seconds).join(", ")} after the program was back`);
  check(
    "killed between commit and sending: it comes within 10 s of the next start",
    Math.max(...waits) <= WITHIN_MS,
    seconds(Math.max(...waits)),
  );
  // Whoever would send one again has had the time to.
  await program.wake("notifications.service-round");
  await mailOf("never", 3_000);
  const counts = titles.map(
    (title) => program.sink.to(people.winner.email, ({ subject }) => subject.endsWith(title)).length,
  );
  check(
    "and the winner has each of them once",
    counts.every((count) => count === 1),
    counts.join(" "),
  );
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** @returns when it was answered, as `performance.now()` */
async function awarded(
  { client, winner }: { client: Person; winner: Person },
  title: string,
): Promise<number> {
  const { body: mission } = await client.post("/missions", missionInput({ title }));
  const { body: offer } = await winner.post(`/missions/${mission.id}/offers`, offerInput(90_000));
  const { status, text } = await client.post(`/offers/${offer.id}/award`);
  if (status !== 200) throw new Error(`not awarded: ${text}`);
  return performance.now();
}
