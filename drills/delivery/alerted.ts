import { setTimeout as wait } from "node:timers/promises";
import { missionInput } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";

const WITHIN_MS = 5_000;
/** What is hidden in its first minute is mailed to nobody. */
const MAILED_AFTER_MS = 60_000;
const GIVEN_UP_AFTER_MS = 180_000;

/** A mission is published on the running program, and somebody whose saved search finds it is told. */
export async function alerted({ check }: DrillReport, program: Program, short: boolean): Promise<void> {
  const [client, seeker] = [await program.enrol("Mairie de Bron"), await program.enrol("Léa Roux")];
  await seeker.post("/me/saved-searches", { query: "q=belvédère", frequency: "instant" });
  const title = "Restaurer un belvédère";
  await client.post("/missions", missionInput({ title }));
  const begun = performance.now();
  const since = () => performance.now() - begun;
  const told = () =>
    program.sql("select from notifications where user_id = $1 and kind = 'alert_matched'", [seeker.userId]);
  while ((await told()).length === 0 && since() < GIVEN_UP_AFTER_MS) await wait(25);
  const row = since();
  check("a mission is published: who searches for it is alerted within 5 s", row <= WITHIN_MS, seconds(row));
  // The mail takes a minute.
  if (short) return;
  const mail = await program.sink.next(
    seeker.email,
    ({ subject }) => subject.endsWith(title),
    GIVEN_UP_AFTER_MS,
  );
  const mailed = since();
  check(
    "and has its mail within 5 s of the minute in which it may be hidden",
    mail !== null && mailed <= row + MAILED_AFTER_MS + WITHIN_MS,
    seconds(mailed),
  );
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
