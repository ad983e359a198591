import { countUnread } from "../../src/server/features/notifications/notification-queries.ts";
import { openDatabase } from "../../src/server/platform/database/database.ts";
import type { Ask } from "../support/ask.ts";
import { againstPgbench } from "../support/comparisons.ts";
import { type Person, register, signIn } from "../support/conversations.ts";
import { type Client, openClient } from "../support/load.ts";
import type { Answer, Question } from "../support/question.ts";
import { missionIds } from "../support/sample.ts";
import { median } from "../support/statistics.ts";
import type { Workbench } from "../support/workbench.ts";

/** As much as one person ever has. */
const NOTIFICATIONS = { whole: 100_000, quick: 2_000 };
const FAVOURITES = 500;
const QUESTIONS = 100;

/** What a person who is told of much asks for at each page: the bell, its list, favourites, a mission's questions. */
export const told: Question = {
  name: "told",
  writes: true,
  async ask(bench) {
    const server = await bench.startServer({ cache: "off" });
    const client = openClient(server.url);
    const reader = await register(client);
    const [missionId] = await fill(bench, reader);
    const reads: Record<string, string> = {
      "a mission’s hundred questions, first page": `/api/v1/missions/${missionId}/questions`,
      "the list of notifications": "/api/v1/me/notifications",
      "the list of favourites": "/api/v1/me/favourites",
    };
    const answers = [await badge(bench, reader)];
    for (const [name, path] of Object.entries(reads)) {
      const asks = async (asking: Client): Promise<Ask[]> => [
        { path, headers: await signIn(asking, reader) },
      ];
      answers.push(
        await againstPgbench(bench, {
          what: `${name}, not cached`,
          ...{ server, asks: await asks(client), scripts: await bench.scriptsOf(asks) },
          ...{ floor: "pgbench, same SQL", wanted: null },
        }),
      );
    }
    client.close();
    return answers;
  },
};

/** Of the notifications all but two hundred were read at once. @returns the missions that are favourites */
async function fill({ rows, effort }: Workbench, { userId, partyId }: Person): Promise<string[]> {
  const ids = await missionIds({ rows }, FAVOURITES);
  const [mission] = ids;
  await rows(
    `insert into notifications (user_id, kind, mission_id, service, delivery, created_at)
     select $1, 'alert_matched', ($2::uuid[])[1 + n % cardinality($2::uuid[])], false, 'none',
       clock_timestamp() - n * interval '1 minute'
     from generate_series(1, $3::int) n`,
    [userId, ids, effort.quick ? NOTIFICATIONS.quick : NOTIFICATIONS.whole],
  );
  await rows(
    `insert into notification_reads (user_id, all_before)
     select $1, id from notifications where user_id = $1 order by id desc offset 200 limit 1`,
    [userId],
  );
  await rows("insert into favourites (user_id, mission_id) select $1, unnest($2::uuid[])", [userId, ids]);
  await rows(
    `insert into questions (mission_id, client_party_id, author_party_id, author_user_id, number, text, answer, answered_at)
     select m.id, m.client_party_id, $2, $3, n, 'Le tableau est-il accessible depuis le couloir ?', 'Oui, à gauche de l’entrée.',
       statement_timestamp()
     from missions m cross join generate_series(1, $4::int) n where m.id = $1`,
    [mission, partyId, userId, QUESTIONS],
  );
  await rows("vacuum (analyze) notifications, notification_reads, favourites, questions");
  return ids;
}

async function badge({ database, effort }: Workbench, { userId }: Person): Promise<Answer> {
  const opened = openDatabase({
    connection: database.connection("application"),
    poolMax: 1,
    onError: console.error,
  });
  try {
    const taken: number[] = [];
    for (let n = 0; n < 10 * effort.latencies; n += 1) {
      const begun = performance.now();
      const count = await countUnread(opened.writer, userId);
      taken.push(performance.now() - begun);
      if (count !== 100) throw new Error(`as many as are counted are unread, not ${count}`);
    }
    return {
      ...{ what: "how many notifications are new, p50", floor: null, measured: median(taken), unit: "ms" },
      ...{ wanted: { atMost: 1 }, details: {} },
    };
  } finally {
    await opened.close();
  }
}
