import { setTimeout as wait } from "node:timers/promises";
import { missionInput } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Program } from "../support/program.ts";

const WITHIN_MS = 5 * 60_000;
const GIVEN_UP_AFTER_MS = 4 * WITHIN_MS;
const DIGESTS = "notifications.digests";

/** As many people's digests of three missions each, sent by two instances at once, and then again. */
export async function digests({ check, note }: DrillReport, program: Program, count: number): Promise<void> {
  const client = await program.enrol("Mairie de Bron");
  const about = "Repeindre une salle des fêtes";
  const missions: string[] = [];
  for (let n = 1; n <= 4; n += 1) {
    const { body } = await client.post("/missions", missionInput({ title: `${about} ${n}` }));
    missions.push(body.id);
  }
  const [first = "", second = "", third = "", later = ""] = missions;
  await subscribe(program, count, missions);
  await find(program, [first, second, third]);
  const other = await program.another();
  try {
    const begun = performance.now();
    const sent = await runTwice(program, begun);
    const took = performance.now() - begun;
    note(`${sent} digests in ${(took / 1_000).toFixed(1)} s: ${(sent / (took / 1_000)).toFixed(0)} a second`);
    check(
      `${count} digests in 5 minutes`,
      sent === count && took <= WITHIN_MS,
      `${(took / 1_000).toFixed(1)} s`,
    );
    // Something else is found for everybody, and the same day's digests are sent again, twice.
    await find(program, [later]);
    await runTwice(program, performance.now());
    const counts = new Map<string, number>();
    for (const { recipients } of program.sink.received.filter(({ recipients }) =>
      recipients[0]?.startsWith("abonne"),
    ))
      counts.set(recipients[0] as string, (counts.get(recipients[0] as string) ?? 0) + 1);
    const doubled = [...counts.values()].filter((times) => times !== 1).length;
    check(
      "run twice on two instances, each person has one a day",
      counts.size === count && doubled === 0,
      `${counts.size} people, ${doubled} with more than one`,
    );
  } finally {
    await other.stop();
  }
}

/** People whose saved search found these missions. */
async function subscribe(program: Program, count: number, missions: readonly string[]): Promise<void> {
  const someone = await program.enrol("Qui cherche");
  await someone.post("/me/saved-searches", { query: "q=repeindre", frequency: "off" });
  await program.sql(
    `with made as (
       insert into parties (display_name) select 'Abonné ' || n from generate_series(1, $1::int) n returning id)
     insert into users (party_id, email, email_key, roles)
     select id, 'abonne' || id || '@example.org', 'abonne' || id || '@example.org', '{provider}' from made`,
    [count],
  );
  await program.sql(
    `insert into saved_searches (user_id, name, query_hash, frequency)
     select u.id, 'Peinture', s.query_hash, 'daily' from users u, saved_searches s
     where u.email_key like 'abonne%' and s.user_id = $1`,
    [someone.userId],
  );
  await program.sql(
    `insert into alert_matches (mission_id, user_id, search_id)
     select m, s.user_id, s.id from saved_searches s, unnest($1::uuid[]) m
     where s.name = 'Peinture' on conflict do nothing`,
    [missions],
  );
}

/** They are to be told of these in their digest. */
async function find(program: Program, missions: readonly string[]): Promise<void> {
  await program.sql(
    `insert into notifications (user_id, kind, mission_id, service, delivery, created_at)
     select u.id, 'alert_matched', m, false, 'digest', clock_timestamp() - interval '1 day'
     from users u, unnest($1::uuid[]) m where u.email_key like 'abonne%'`,
    [missions],
  );
  await program.sql("analyze notifications, users, alert_matches, saved_searches");
}

/** Each instance works at it: the second job comes while the first is under way. @returns how many have been sent by then */
async function runTwice(program: Program, begun: number): Promise<number> {
  const jobs = async (states: string) =>
    (
      await program.sql<{ n: number }>(
        `select count(*)::int as n from pgboss.job where name = $1 and state = any($2)`,
        [DIGESTS, states.split(" ")],
      )
    )[0]?.n ?? 0;
  await program.wake(DIGESTS);
  while ((await jobs("created retry")) > 0) await wait(20);
  await program.wake(DIGESTS);
  while ((await jobs("created retry active")) > 0 && performance.now() - begun < GIVEN_UP_AFTER_MS)
    await wait(100);
  const [row] = await program.sql<{ n: number }>(
    "select count(*)::int as n from mail_runs r join users u on u.id = r.user_id where u.email_key like 'abonne%'",
  );
  return row?.n ?? 0;
}
