import { systemActor } from "../../../src/server/core/actor.ts";
import { isUnreadBy } from "../../../src/server/features/conversations/index.ts";
import { createQueryReader } from "../../../src/server/features/listing/index.ts";
import {
  awardsUnanswered,
  missionsEndingWithin,
  runMissionTimers,
} from "../../../src/server/features/missions/index.ts";
import { checkMissionTimers } from "../../../src/server/features/missions/mission-timers.ts";
import { countAnswer } from "../../../src/server/features/missions/tally-queries.ts";
import { noteReminder } from "../../../src/server/features/notifications/reminder-queries.ts";
import { giveReminders } from "../../../src/server/features/notifications/reminders.ts";
import { createTell } from "../../../src/server/features/notifications/tell.ts";
import { writeRootsOfHidden } from "../../../src/server/features/offers/sealed-root.ts";
import { actFor, found } from "../../../src/server/features/organisations/testing/organisation-fixtures.ts";
import { deleteOldPictures } from "../../../src/server/features/pictures/picture-queries.ts";
import { matchMission } from "../../../src/server/features/saved-searches/match-mission.ts";
import { DatabaseClient } from "../../../src/server/platform/database/client.ts";
import { inBatches } from "../../../src/server/platform/database/in-batches.ts";
import { testEmit } from "../../support/emit.ts";
import { missionInput, moderator, offerInput, PASSWORD, type Person, person } from "../../support/people.ts";
import type { TestServer } from "../../support/server.ts";
import { searchWalk } from "./search-walk.ts";

const REASON = { reason: "Une raison que chacun peut lire." };

/** Every text that the program sends to PostgreSQL from now on, until `stop`. */
export function recordStatements(): { readonly texts: ReadonlySet<string>; stop(): void } {
  const texts = new Set<string>();
  const { query } = DatabaseClient.prototype;
  DatabaseClient.prototype.query = function (...args) {
    if (typeof args[0] === "string") texts.add(args[0]);
    return query.apply(this, args);
  };
  return {
    texts,
    stop: () => {
      DatabaseClient.prototype.query = query;
    },
  };
}

/**
 * What people, operators and timers do with missions, so that each statement about them is sent at least once: the test
 * names those that were not.
 */
export async function walk(server: TestServer): Promise<void> {
  const [client, paul, zoe, judge] = await Promise.all([
    person(server, "Mairie de Bron"),
    person(server, "Paul Morin"),
    person(server, "Zoé Lafay"),
    moderator(server),
  ]);
  const { database } = server.resources;
  const made = async (answer: ReturnType<Person["post"]>): Promise<string> => {
    const { status, body, text } = await answer;
    if (status >= 300) throw new Error(`a step of the walk was refused: ${text}`);
    return body?.id;
  };
  const mission = (changes = {}) => made(client.post("/missions", missionInput(changes)));
  const bid = (by: Person, id: string, price = 300_000) =>
    made(by.post(`/missions/${id}/offers`, offerInput(price, { shareContact: true })));
  const move = (by: Person, id: string, name: string, body?: object) =>
    made(by.post(`/missions/${id}/${name}`, body));
  const timers = () => runMissionTimers(database, testEmit);
  const comesDue = (id: string) =>
    server.sql(
      `update missions set due_at = clock_timestamp() - interval '1 s', deadline = least(deadline, clock_timestamp())
       where id = $1`,
      [id],
    );

  const draft = await mission({ publish: false });
  await made(client.patch(`/missions/${draft}`, { title: "Refaire le tableau électrique" }));
  await server.api.request("DELETE", `/api/v1/missions/${draft}`, { token: client.token });

  const open = await mission();
  await made(client.patch(`/missions/${open}`, { title: "Refaire le tableau électrique d'un T3" }));
  await made(client.put("/me/contact", { name: "Ada", phone: "+33 6 12 34 56 78" }));
  await made(client.put(`/missions/${open}/work-address`, { address: "3 rue des Lilas, Lyon" }));
  await made(client.put(`/missions/${open}/work-address`, { address: null }));
  const offer = await bid(paul, open);
  const second = await bid(zoe, open, 310_000);
  await made(server.api.get(`/missions/${open}/events`));
  await made(server.api.get(`/missions/${open}/price-history`));
  await database.transaction((tx) => countAnswer(tx, open));
  await move(client, open, "addenda", { text: "Le tableau est au premier étage." });
  await move(client, open, "extend", { deadline: new Date(Date.now() + 5 * 86_400_000).toISOString() });
  const asked = await made(paul.post(`/missions/${open}/questions`, { text: "Y a-t-il un ascenseur ?" }));
  await made(client.post(`/questions/${asked}/answer`, { text: "Oui.", asAddendum: true }));
  await server.api.get(`/missions/${open}/questions`);
  const insult = { subject: { type: "question", id: asked }, category: "spam", text: "Posée trois fois." };
  const complaint = await made(zoe.post("/reports", { ...insult, goodFaith: true }));
  await made(judge.post(`/admin/reports/${complaint}/decide`, { outcome: "restricted", ...REASON }));
  await talk(server, { client, paul, judge }, offer);
  await made(paul.patch(`/offers/${offer}`, { priceCents: 250_000 }));
  await made(zoe.post(`/offers/${second}/withdraw`));
  await bid(zoe, open, 200_000);
  await zoe.patch(`/offers/${offer}`, { priceCents: 240_000 });
  for (const sort of ["price", "duration", "arrival"])
    await client.get(`/missions/${open}/offers?sort=${sort}`);
  await paul.get(`/missions/${open}/offers?mine=true`);
  await paul.get("/me/offers?status=submitted&limit=1");
  await server.sql("update missions set deadline = clock_timestamp() + interval '1 minute' where id = $1", [
    open,
  ]);
  await made(paul.patch(`/offers/${offer}`, { priceCents: 200_000 }));
  await made(client.post(`/offers/${offer}/award`, { shareContact: true }));
  for (const one of [client, paul]) {
    await one.get(`/missions/${open}/contact`);
    await one.get(`/missions/${open}/contact-consent`);
    await made(one.put(`/missions/${open}/contact-consent`, { shareContact: false }));
    await made(one.put(`/missions/${open}/contact-consent`, { shareContact: true }));
    await one.get(`/missions/${open}/work-address`);
  }
  await made(zoe.get(`/missions/${open}/award`));
  const { body: calendar } = await paul.post("/me/calendar");
  await server.api.request("GET", new URL(calendar.url).pathname);
  await move(paul, open, "start");
  await move(paul, open, "dispute", REASON);
  await judge.get("/admin/missions?status=disputed&limit=1");
  await judge.get(`/admin/missions/${open}/messages`);
  await made(judge.post(`/admin/missions/${open}/resolve`, { outcome: "completed", ...REASON }));
  await client.get(`/missions/${open}`);

  const sealed = await mission({ auction: "sealed" });
  const secret = await bid(paul, sealed);
  await client.get(`/missions/${sealed}/offers`);
  await made(paul.get(`/offers/${secret}/receipt`));
  const over = await mission({ auction: "sealed" });
  const opened = await bid(paul, over);
  await comesDue(over);
  await writeRootsOfHidden(database);
  await timers();
  await made(client.get(`/offers/${opened}/receipt`));
  await made(client.get(`/missions/${over}/record`));
  const forgotten = await mission();
  await comesDue(forgotten);
  await server.sql(
    "insert into mission_timer_failures (mission_id, failures, retry_at, reason) values ($1, 3, now(), 'test')",
    [sealed],
  );
  await timers();
  await reminders(server);
  await failingTimer(server, sealed, timers);
  await checkMissionTimers(database.writer).catch(() => {});

  const shown = await mission({ title: "Peindre un salon de 30 m²", category: "peinture" });
  await made(zoe.post("/me/saved-searches", { query: 'q="un salon"' }));
  const reader = createQueryReader(server.dataDir);
  await matchMission({ database, emit: testEmit, reader }, shown);
  await bid(paul, shown);
  for (const file of ["sitemap.xml", "sitemaps/missions-1.xml", `missions/${shown}/apercu.png`])
    await server.api.request("GET", `/${file}`);
  await inBatches(database, 1, deleteOldPictures);
  const report = { subject: { type: "mission", id: shown }, category: "spam", text: "Trois fois la même." };
  const reported = await made(zoe.post("/reports", { ...report, goodFaith: true }));
  await judge.get("/admin/reports?status=open");
  await made(judge.post(`/admin/reports/${reported}/decide`, { outcome: "no_action", ...REASON }));
  await made(judge.post(`/admin/missions/${shown}/hide`, REASON));
  await made(judge.post(`/admin/missions/${shown}/unhide`, REASON));
  await client.get(`/me/restrictions?missionId=${shown}`);
  await client.get("/me/missions?status=published&limit=1");
  await made(client.patch("/me", { displayName: "Ville de Bron" }));
  await searchWalk(server);
  const suspend = (suspended: boolean, whose: Person) =>
    server
      .sql("update users set roles = roles || '{admin}' where id = $1", [judge.userId])
      .then(() => made(judge.patch(`/admin/users/${whose.userId}`, { suspended, ...REASON })));
  await suspend(true, client);
  await suspend(false, client);
  await suspend(true, paul);
  await organisation(server, judge);
}

/** Of a deadline and of an award. */
async function reminders(server: TestServer): Promise<void> {
  const { database } = server.resources;
  const soon = await server.sql<{ id: string; client_party_id: string; due_at: Date }>(
    "select id, client_party_id, due_at from missions where due_at is not null limit 1",
  );
  const [after] = soon.map((one) => ({ id: one.id, clientPartyId: one.client_party_id, about: one.due_at }));
  for (const behind of [null, after ?? null]) {
    await missionsEndingWithin(database.writer, 24, behind, 1);
    await awardsUnanswered(database.writer, 4, behind, 1);
  }
  await giveReminders(database, createTell(null));
  await database.transaction((tx) => noteReminder(tx, soon[0]?.id as string, "walk", new Date()));
}

/** What is written about an offer, read, reported and looked after. */
async function talk(
  server: TestServer,
  { client, paul, judge }: Readonly<Record<"client" | "paul" | "judge", Person>>,
  offer: string,
): Promise<void> {
  const { body } = await client.post(`/offers/${offer}/messages`, { text: "Quand pouvez-vous venir ?" });
  const path = `/conversations/${body.conversationId}`;
  const { body: answer } = await paul.post(`${path}/messages`, { text: "Lundi." });
  await server.resources.database.transaction((tx) =>
    isUnreadBy(tx, { missionId: body.missionId, id: body.conversationId }, client),
  );
  await client.post(`${path}/read`, { messageId: answer.id });
  await client.get(path);
  await client.get("/me/conversations?unread=true");
  const { body: first } = await client.get("/me/conversations?limit=1");
  await client.get(`/me/conversations?cursor=${first.nextCursor ?? ""}`);
  const { body: messages } = await client.get(`${path}/messages?limit=1`);
  await client.get(`${path}/messages?cursor=${messages.nextCursor}`);
  await client.put(`${path}/mute`, undefined);
  await client.put(`/me/blocks/${paul.partyId}`, undefined);
  await client.get("/me/blocks");
  const subject = { type: "message", id: answer.id };
  const report = { subject, category: "spam", text: "Toujours la même chose.", goodFaith: true };
  const { body: receipt } = await client.post("/reports", report);
  await judge.get("/admin/reports");
  await judge.get(`/admin/reports/${receipt.id}/messages`);
}

/** Somebody joins one, it is dissolved with a mission on show, and its owner is erased. */
async function organisation(server: TestServer, judge: Person): Promise<void> {
  const owner = await person(server, "Ada Ferrand");
  const partyId = await found(owner);
  await owner.post("/missions", missionInput(), actFor(partyId));
  const joined = { partyId, userId: owner.userId, acceptsRelatedOffers: true };
  await server.resources.database.transaction((tx) =>
    testEmit(tx, systemActor("walk", "walk"), "party.joined", joined),
  );
  await judge.get("/admin/related-offers?limit=1");
  await server.api.request("DELETE", `/api/v1/parties/${partyId}`, { token: owner.token });
  await server.api.request("DELETE", "/api/v1/me", { token: owner.token, body: { password: PASSWORD } });
}

/** A mission that cannot be moved, as when something in the database is wrong with it. */
async function failingTimer(server: TestServer, id: string, timers: () => Promise<unknown>): Promise<void> {
  await server.sql(`create function refuse() returns trigger language plpgsql as
    'begin raise exception ''this mission cannot be moved''; end'`);
  await server.sql(`create trigger refuse before update on missions for each row
    when (old.id = '${id}' and new.status <> old.status) execute function refuse()`);
  await server.sql(
    "update missions set due_at = clock_timestamp(), deadline = clock_timestamp() where id = $1",
    [id],
  );
  await timers();
  await server.sql("drop trigger refuse on missions");
}
