import { setTimeout as wait } from "node:timers/promises";
import { letters } from "../../src/server/features/accounts/account-letters.ts";
import { type MailKind, writeMail } from "../../src/server/features/accounts/account-mails.ts";
import type { Kind } from "../../src/server/features/notifications/kind.ts";
import { isService, type KindName, kindNames, kinds } from "../../src/server/features/notifications/kinds.ts";
import { toldByName, whoIsTold } from "../../src/server/features/notifications/who-is-told.ts";
import { locales } from "../../src/shared/locale.ts";
import { missionInput, offerInput, type Person } from "../../tests/support/people.ts";
import type { ReadMail } from "../../tests/support/read-mail.ts";
import { type Program, PUBLIC_URL } from "../support/program.ts";

/** A mail as somebody has it, and what it is of. */
export interface Sample {
  readonly what: string;
  readonly service: boolean;
  readonly html: string;
  readonly text: string;
  readonly headers: ReadMail["headers"];
}

/** Nobody gets more optional mails than ten a day. */
const AT_ONCE = 8;
const ARRIVES_WITHIN_MS = 90_000;

interface World {
  readonly client: Person;
  readonly provider: Person;
  readonly moderator: Person;
  readonly missions: Readonly<Record<"published" | "awarded", string>>;
  readonly conversationId: string;
  readonly searchId: string;
}

/** Every kind that the table of who is told names; one that is new is here by itself, or fails the drill. */
const toldKinds = [
  ...new Set([...toldByName, ...Object.values(whoIsTold).flatMap((told) => told.map(({ kind }) => kind))]),
] satisfies KindName[];

/**
 * A mail of each kind that there is, by notifications in both languages, a digest, an invitation and those of accounts.
 * Throws for a kind of which none came.
 */
export async function everyMail(program: Program): Promise<Sample[]> {
  const missing = kindNames.filter((kind) => !toldKinds.includes(kind));
  if (missing.length > 0) throw new Error(`nobody is told of ${missing.join(", ")}`);
  const world = await openWorld(program);
  const samples: Sample[] = [];
  for (const locale of locales) {
    for (const person of [world.client, world.provider, world.moderator])
      await program.sql("update users set locale = $2 where id = $1", [person.userId, locale]);
    for (let n = 0; n < toldKinds.length; n += AT_ONCE)
      samples.push(...(await tell(program, world, toldKinds.slice(n, n + AT_ONCE), locale)));
    samples.push(await digest(program, world, locale));
    for (const kind of Object.keys(letters) as MailKind[]) {
      const { html = "", text } = await writeMail(kind, "a@b.example", locale, PUBLIC_URL, "drill");
      samples.push({ what: `account ${kind} ${locale}`, service: true, html, text, headers: {} });
    }
  }
  samples.push(await invitation(program, world));
  return samples;
}

async function openWorld(program: Program): Promise<World> {
  const [client, provider] = [await program.enrol("Mairie de Bron"), await program.enrol("Paul Ménard")];
  const { email, userId } = await program.enrol("Maud Régnier");
  await program.sql("update users set roles = roles || '{moderator}' where id = $1", [userId]);
  const moderator = await program.signIn(email);
  const publish = async () => {
    const { body } = await client.post("/missions", missionInput({ title: "Repeindre l’entrée" }));
    const offer = await provider.post(`/missions/${body.id}/offers`, offerInput(90_000));
    return { id: body.id as string, offerId: offer.body.id as string };
  };
  const [published, awarded] = [await publish(), await publish()];
  await client.post(`/offers/${awarded.offerId}/award`);
  const message = await client.post(`/offers/${published.offerId}/messages`, { text: "Bonjour" });
  const search = await provider.post("/me/saved-searches", { query: "q=repeindre", frequency: "instant" });
  const searchId = search.body.id as string;
  await program.sql(
    "insert into alert_matches (user_id, mission_id, search_id) values ($1, $2, $3) on conflict do nothing",
    [provider.userId, published.id, searchId],
  );
  return {
    ...{ client, provider, moderator, searchId },
    missions: { published: published.id, awarded: awarded.id },
    conversationId: message.body.conversationId,
  };
}

/** Whose mail it is, and about what. */
async function rowOf(program: Program, world: World, name: KindName) {
  const kind: Kind = kinds[name];
  const mission = world.missions[kind.while?.includes("awarded") ? "awarded" : "published"];
  const reader = kind.leadsTo === "manage" || kind.about === "restriction" ? world.client : world.provider;
  switch (kind.about) {
    case "conversation":
      return {
        reader,
        partyId: reader.partyId,
        missionId: world.missions.published,
        subjectId: world.conversationId,
      };
    case "search":
      return { reader, partyId: null, missionId: null, subjectId: world.searchId };
    case "export": {
      const [row] = await program.sql<{ id: string }>(
        `insert into data_exports (user_id, session_id, ready_at, size) values ($1, $1, now(), 1)
         on conflict (user_id) do update set ready_at = now() returning id`,
        [reader.userId],
      );
      return { reader, partyId: null, missionId: null, subjectId: row?.id ?? null };
    }
    case "restriction": {
      const missionId = name.startsWith("account") ? null : mission;
      const [row] = await program.sql<{ id: string }>(
        `insert into restrictions (party_id, kind, mission_id, reason, decided_by)
         values ($1, $2, $3, 'À vérifier.', $4) returning id`,
        [reader.partyId, name, missionId, world.moderator.userId],
      );
      return { reader, partyId: reader.partyId, missionId, subjectId: row?.id ?? null };
    }
    case "mission":
      return kind.leadsTo === "moderation"
        ? { reader: world.moderator, partyId: null, missionId: mission, subjectId: null }
        : { reader, partyId: reader.partyId, missionId: mission, subjectId: null };
  }
}

async function tell(
  program: Program,
  world: World,
  names: readonly KindName[],
  locale: string,
): Promise<Sample[]> {
  await program.sql(
    "update notifications set mail_due_at = null, delivery = 'none' where mail_due_at is not null",
  );
  await program.sql("update notifications set mailed_at = mailed_at - interval '2 days'");
  const ids = new Map<string, KindName>();
  for (const name of names) {
    const { reader, partyId, missionId, subjectId } = await rowOf(program, world, name);
    const [row] = await program.sql<{ id: string }>(
      `insert into notifications (user_id, party_id, kind, mission_id, subject_id, service, delivery, mail_due_at)
       values ($1, $2, $3, $4, $5, $6, 'instant', clock_timestamp()) returning id`,
      [reader.userId, partyId, name, missionId, subjectId, isService(name)],
    );
    ids.set(row?.id as string, name);
  }
  await program.wake("notifications.service", "notifications.optional");
  const { host } = new URL(PUBLIC_URL);
  for (const end = performance.now() + ARRIVES_WITHIN_MS; performance.now() < end; await wait(250)) {
    const waiting = await program.sql(
      "select from notifications where id = any($1) and mail_due_at is not null",
      [[...ids.keys()]],
    );
    if (waiting.length === 0) break;
  }
  return [...ids].map(([id, name]) => {
    const mail = program.sink.all().find(({ headers }) => headers["message-id"] === `<${id}@${host}>`);
    if (mail === undefined)
      throw new Error(`no mail of ${name} came: this drill is to learn how one comes about`);
    return { what: `${name} ${locale}`, service: isService(name), ...mail };
  });
}

async function digest(program: Program, { provider, missions }: World, locale: string): Promise<Sample> {
  await program.sql("delete from mail_runs where user_id = $1", [provider.userId]);
  await program.sql(
    `insert into notifications (user_id, kind, mission_id, service, delivery, created_at)
     values ($1, 'alert_matched', $2, false, 'digest', clock_timestamp() - interval '1 day')`,
    [provider.userId, missions.published],
  );
  const known = program.sink.received.length;
  await program.wake("notifications.digests");
  for (const end = performance.now() + ARRIVES_WITHIN_MS; performance.now() < end; await wait(250)) {
    const mail = program.sink
      .all()
      .slice(known)
      .find(({ headers }) => headers["message-id"]?.startsWith(`<digest.${provider.userId}.`));
    if (mail !== undefined) return { what: `digest ${locale}`, service: false, ...mail };
  }
  throw new Error("no digest came");
}

async function invitation(program: Program, { client }: World): Promise<Sample> {
  const { body: firm } = await client.post("/parties", { kind: "company", displayName: "Atelier Ferrand" });
  const email = `${crypto.randomUUID()}@example.org`;
  await client.post(`/parties/${firm.id}/invitations`, { email, role: "member" });
  const mail = await program.sink.next(email, () => true);
  if (mail === null) throw new Error("no invitation came");
  return { what: "invitation", service: true, ...mail };
}
