import { countUnreadConversations } from "../../src/server/features/conversations/conversation-queries.ts";
import { openDatabase } from "../../src/server/platform/database/database.ts";
import { captureStatements } from "../support/capture.ts";
import { againstPgbench } from "../support/comparisons.ts";
import { fillConversations, register, signIn, type Talk } from "../support/conversations.ts";
import { type Client, openClient } from "../support/load.ts";
import { type Script, scriptOf } from "../support/pgbench-script.ts";
import type { Answer, Question } from "../support/question.ts";
import { median } from "../support/statistics.ts";
import type { Workbench } from "../support/workbench.ts";

const CHANGES = /^\s*(insert|update|delete|with\s+\w+\s+as\s*\(\s*insert)/i;
const MESSAGES = { whole: 1_000_000, quick: 20_000 };
/** Who writes many messages a day is compared with all of them: as many people as that nobody does. */
const WRITERS = { whole: 128, quick: 8 };

/** What two sides write to each other: a message, how many are unread, and that all of them are read. */
export const conversations: Question = {
  name: "conversations",
  writes: true,
  async ask(bench) {
    const { quick } = bench.effort;
    const size = quick ? "quick" : "whole";
    const server = await bench.startServer({ cache: "on" });
    const client = openClient(server.url, 8);
    const people = await Promise.all(Array.from({ length: WRITERS[size] + 1 }, () => register(client)));
    const [reader, ...writers] = people as [(typeof people)[number], ...typeof people];
    const talk = await fillConversations(bench, reader, writers, MESSAGES[size]);
    const asks = await Promise.all(talk.providers.map((one) => message(client, one)));
    const scripts = await Promise.all([insertsOf(bench, talk)]);
    const posted = await againstPgbench(bench, {
      what: "a message posted, audit entry included",
      ...{ server, asks, scripts: scripts.flat() },
      floor: "pgbench, same changes in one transaction",
      wanted: { atLeast: 0.7 },
    });
    const answers = [posted, await unread(bench, talk), await markRead(bench, client, talk)];
    client.close();
    return answers;
  },
};

async function message(client: Client, { person, conversationId }: Talk["providers"][number]) {
  const headers = { ...(await signIn(client, person)), "content-type": "application/json" };
  // The same text goes to no other conversation.
  const body = JSON.stringify({
    text: `Bonjour, mardi à dix heures me convient. Votre dossier : ${conversationId}.`,
  });
  return { path: `/api/v1/conversations/${conversationId}/messages`, method: "POST" as const, headers, body };
}

/** What the program changes in the database for one message, as one transaction, a script for each conversation. */
function insertsOf({ database, environment }: Workbench, talk: Talk): Promise<Script[]> {
  return captureStatements(database.connection("application"), environment, async (url, taken) => {
    const client = openClient(url);
    const scripts: Script[] = [];
    for (const [writer, one] of talk.providers.entries()) {
      const ask = await message(client, one);
      taken();
      const { id } = JSON.parse((await client.ask(ask)).toString()) as { id: string };
      const parts = taken()
        .filter(({ sql }) => CHANGES.test(sql))
        .map((sent, index) => scriptOf(sent, `v${writer}_${index}_`, { [id]: "made_id" }));
      scripts.push({
        text: ["begin;", ...parts.map(({ text }) => madeOnce(text)), "commit;"].join("\n"),
        variables: Object.assign({}, ...parts.map(({ variables }) => variables)),
      });
    }
    client.close();
    return scripts;
  });
}

/** A message is made with an id of its own each time, which the other statements then name. */
function madeOnce(text: string): string {
  if (!/^insert into messages /.test(text)) return `${text};`;
  return `${text.replace(":made_id", "uuid_v7()")} returning id \\gset made_`;
}

/** In how many conversations something is unread, as the program asks the database. */
async function unread({ database, effort }: Workbench, { client }: Talk): Promise<Answer> {
  const opened = openDatabase({
    connection: database.connection("application"),
    poolMax: 1,
    onError: console.error,
  });
  try {
    const taken: number[] = [];
    for (let n = 0; n < 10 * effort.latencies; n += 1) {
      const begun = performance.now();
      const count = await countUnreadConversations(opened.writer, client);
      taken.push(performance.now() - begun);
      if (count !== 1) throw new Error(`one conversation is unread, not ${count}`);
    }
    return figure("how many conversations are unread, of 500, p50", median(taken), 1);
  } finally {
    await opened.close();
  }
}

/** That all of the longest conversation is read, as a request. */
async function markRead(bench: Workbench, client: Client, { client: reader, long }: Talk): Promise<Answer> {
  const headers = { ...(await signIn(client, reader)), "content-type": "application/json" };
  const taken: number[] = [];
  for (let n = 0; n < bench.effort.latencies; n += 1) {
    await bench.rows("delete from conversation_reads where conversation_id = $1", [long.id]);
    const begun = performance.now();
    const answer = await client.ask({
      path: `/api/v1/conversations/${long.id}/read`,
      method: "POST",
      headers,
      body: JSON.stringify({ messageId: long.lastId }),
    });
    taken.push(performance.now() - begun);
    if (JSON.parse(answer.toString()).unread !== 0) throw new Error("something is still unread");
  }
  return figure("a conversation of 50,000 unread messages is marked as read, p50", median(taken), 10);
}

const figure = (what: string, measured: number, atMost: number): Answer => ({
  ...{ what, measured, floor: null, unit: "ms", wanted: { atMost }, details: {} },
});
