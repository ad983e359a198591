import { setTimeout as wait } from "node:timers/promises";
import { runMissionTimers } from "../../src/server/features/missions/index.ts";
import type { ApiResponse } from "../../tests/support/api-response.ts";
import { testEmit } from "../../tests/support/emit.ts";
import { missionInput, PASSWORD } from "../../tests/support/people.ts";
import type { Drill, DrillReport } from "../drill.ts";
import { type Condition, conditions } from "./conditions.ts";
import { type Installation, startInstallation } from "./installation.ts";

/** A job runs each minute; where each statement is 2 s late, the queue's own too, a mission takes some 18 s of a run. */
const TIMERS_WITHIN_MS = 360_000;
/** Every answer comes within: the longest wait for a connection, and some. */
const ANSWER_WITHIN_MS = 30_000;

export const hardTimes: Drill = {
  name: "hard-times",
  shows:
    "while a row is locked, a mission fails, the database is slow, frozen or full: lists, sign-ins and timers, and all is well after",
  inCi: { seconds: 40 },
  async run(report, { short, chosen }) {
    const installation = await startInstallation();
    try {
      for (const condition of conditions) {
        if (short && condition.quick !== true) continue;
        if (chosen.length > 0 && !chosen.some((word) => condition.name.includes(word))) continue;
        report.note(condition.name);
        if (condition.name.includes("disk") && installation.disk === null) {
          report.check(`${condition.name}: a disk of its own`, false, "no file system can be mounted here");
          continue;
        }
        await live(report, installation, condition, short);
      }
    } finally {
      await installation.stop();
    }
  },
};

async function live(report: DrillReport, installation: Installation, condition: Condition, short: boolean) {
  const check = (what: string, good: boolean, seen: string) =>
    report.check(`${condition.name}: ${what}`, good, seen);
  const [troubled, other] = await due(installation, 2);
  if (troubled === undefined || other === undefined) throw new Error("no missions were made");
  await installation.api.get("/missions");
  const begun = performance.now();
  const end = await condition.begin(installation, troubled);
  try {
    const feed = await answered(() => installation.api.get("/missions"));
    check("the list that everybody reads is there", feed.status === 200, feed.seen);
    const own = await answered(() => installation.client.get("/me/missions"));
    check("one's own list is there, or told to come again", [200, 503].includes(own.status), own.seen);
    const entered = await answered(() => signIn(installation));
    const wanted = condition.signInGoesOn ? [200] : [200, 503];
    check("who signs in gets in, or is told to come again", wanted.includes(entered.status), entered.seen);
    if (condition.name.includes("disk")) await showWhatIsFull(check, installation);
    if (condition.timersGoOn) {
      const moved = await timersMove(installation, other, short);
      check("the timers move every other mission", moved.good, moved.seen);
    }
    if (condition.lasts !== undefined) await wait(Math.max(0, condition.lasts - (performance.now() - begun)));
  } finally {
    await end();
  }
  const after = await comesBack(() => signIn(installation));
  check("after it, who signs in gets in", after.good, after.seen);
  for (const id of [troubled, other]) {
    const moved = await timersMove(installation, id, short);
    check("after it, the timers move every mission", moved.good, moved.seen);
  }
  const made = await comesBack(() => installation.client.post("/missions", missionInput()));
  check("after it, a mission is published", made.good, made.seen);
}

type Check = (what: string, good: boolean, seen: string) => void;

/** Writes until the disk takes no more: each that was acknowledged is there, each other was told why. */
async function showWhatIsFull(check: Check, { client, sql, api }: Installation): Promise<void> {
  const answers: { status: number; id: string }[] = [];
  for (let n = 0; n < 200 && answers.filter(({ status }) => status !== 201).length < 5; n++) {
    const { status, body } = await client.post("/missions", missionInput({ description: "é".repeat(4_000) }));
    answers.push({ status, id: body?.id });
  }
  const refused = answers.filter(({ status }) => status !== 201);
  const kinds = [...new Set(refused.map(({ status }) => status))].join(", ");
  check("what cannot be kept is refused, and never a fault", kinds === "503", `${refused.length} × ${kinds}`);
  const kept = answers.filter(({ status }) => status === 201).map(({ id }) => id);
  const rows = await sql<{ id: string }>("select id from missions where id = any($1)", [kept]);
  check("what was acknowledged is there", rows.length === kept.length, `${rows.length} of ${kept.length}`);
  const health = await api.request("GET", "/health");
  check("the health says that the disk is full", health.body.checks.disk.status === "unhealthy", health.text);
}

async function signIn({ api }: Installation): Promise<ApiResponse> {
  return api.post("/auth/login", { email: "mairie@example.org", password: PASSWORD });
}

interface Answer {
  readonly status: number;
  readonly seen: string;
}

async function answered(ask: () => Promise<ApiResponse>): Promise<Answer> {
  const begun = performance.now();
  const asked = ask().then(({ status }) => status, String);
  const status = await Promise.race([asked, wait(ANSWER_WITHIN_MS, "no answer", { ref: false })]);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  return { status: typeof status === "number" ? status : 0, seen: `${status} after ${seconds} s` };
}

/** Asks until it is answered with success, as a person would who is told to come again. */
async function comesBack(ask: () => Promise<ApiResponse>): Promise<{ good: boolean; seen: string }> {
  const begun = performance.now();
  let last = "";
  do {
    const { status, seen } = await answered(ask);
    last = seen;
    if (status === 200 || status === 201)
      return { good: true, seen: `within ${((performance.now() - begun) / 1_000).toFixed(1)} s` };
    await wait(500);
  } while (performance.now() - begun < 60_000);
  return { good: false, seen: last };
}

/** Missions whose deadline is over. */
async function due({ client, sql }: Installation, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { body } = await client.post("/missions", missionInput());
    await sql(
      `update missions set deadline = clock_timestamp() - make_interval(secs => $2),
         due_at = clock_timestamp() - make_interval(secs => $2) where id = $1`,
      [body.id, count - n],
    );
    ids.push(body.id);
  }
  return ids;
}

/** By the job of each minute; the short form does not wait for the minute. */
async function timersMove({ sql, resources }: Installation, id: string, short: boolean) {
  const begun = performance.now();
  if (short) await runMissionTimers(resources.database, testEmit);
  for (;;) {
    const [row] = await sql<{ status: string }>("select status from missions where id = $1", [id]);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
    if (row?.status === "expired") return { good: true, seen: `within ${seconds} s` };
    if (performance.now() - begun > TIMERS_WITHIN_MS)
      return { good: false, seen: `${row?.status} after ${seconds} s` };
    await wait(500);
  }
}
