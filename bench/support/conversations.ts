import { randomUUID } from "node:crypto";
import type { Client } from "./load.ts";
import type { Workbench } from "./workbench.ts";

/** Somebody who signed up to a measured server. A token is good at the server that gave it. */
export interface Person {
  readonly email: string;
  readonly userId: string;
  readonly partyId: string;
}

const PASSWORD = "une phrase de passe assez longue";
const JSON_BODY = { "content-type": "application/json" };

const post = async (client: Client, path: string, body: unknown) =>
  JSON.parse(
    (await client.ask({ path, method: "POST", headers: JSON_BODY, body: JSON.stringify(body) })).toString(),
  );

export async function register(client: Client): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const account = { email, password: PASSWORD, displayName: "Élodie Ferrand" };
  const { user } = await post(client, "/api/v1/auth/register", account);
  return { email, userId: user.id, partyId: user.partyId };
}

/** The header by which this server knows the person. */
export async function signIn(client: Client, { email }: Person): Promise<Record<string, string>> {
  const { accessToken } = await post(client, "/api/v1/auth/login", { email, password: PASSWORD });
  return { authorization: `Bearer ${accessToken}` };
}

export interface Talk {
  /** A client with five hundred conversations, one of which holds a twentieth of all messages, none of them read. */
  readonly client: Person;
  readonly long: { readonly id: string; readonly missionId: string; readonly lastId: string };
  /** Each with one conversation of its own with another client. */
  readonly providers: readonly { readonly person: Person; readonly conversationId: string }[];
}

const OF_CLIENT = 500;
const OF_ONE = 45;

/**
 * So many messages in conversations of parties of the bench's own, about copies of one mission: what `clean` of the
 * database takes away again.
 */
export async function fillConversations(
  bench: Workbench,
  client: Person,
  providers: readonly Person[],
  messages: number,
): Promise<Talk> {
  const { rows } = bench;
  const [{ id: stranger } = { id: "" }] = await rows<{ id: string }>(
    "insert into parties (display_name) values ('Prestataire') returning id",
  );
  const fillers = await rows<{ id: string }>(
    "insert into parties (display_name) select 'Client ' || n from generate_series(1, 200) n returning id",
  );
  const missionsOf = async (partyIds: readonly string[], count: number) =>
    (
      await rows<{ id: string }>(
        `insert into missions select copy.*
         from (select * from missions where status = 'published' order by id limit 1) m
         cross join generate_series(1, $2::int) n
         cross join lateral jsonb_populate_record(null::missions, to_jsonb(m) || jsonb_build_object(
           'id', uuid_v7(), 'client_party_id', ($1::uuid[])[1 + n % cardinality($1::uuid[])])) copy
         returning id`,
        [partyIds, count],
      )
    ).map(({ id }) => id);
  const talk = async (missionIds: readonly string[], providerIds: readonly string[]) =>
    rows<{ id: string; missionId: string }>(
      `insert into conversations (mission_id, client_party_id, provider_party_id)
       select m.id, m.client_party_id, p.id from unnest($1::uuid[], $2::uuid[]) as pair (mission_id, id)
       join missions m on m.id = pair.mission_id join parties p on p.id = pair.id
       returning id, mission_id as "missionId"`,
      [missionIds, missionIds.map((_, n) => providerIds[n % providerIds.length])],
    );
  const write = async (ids: readonly string[], each: number) => {
    await rows(
      `insert into messages (id, conversation_id, mission_id, client_party_id, provider_party_id, author_party_id,
         author_user_id, text, sent_at)
       select uuid_v7(), c.id, c.mission_id, c.client_party_id, c.provider_party_id, c.provider_party_id, $3,
         'Bonjour, je peux passer mardi à dix heures ; prévoyez l’accès au tableau. ' || n, clock_timestamp() - interval '3 days'
       from conversations c cross join generate_series(1, $2::int) n where c.id = any ($1::uuid[])`,
      [ids, each, client.userId],
    );
    await rows(
      `update conversations c set last_message_id = m.id, last_message_at = m.sent_at, last_of_provider_id = m.id
       from unnest($1::uuid[]) as wanted (id), lateral (
         select w.id, w.sent_at from conversations k join messages w on w.mission_id = k.mission_id and w.conversation_id = k.id
         where k.id = wanted.id order by w.id desc limit 1) m
       where c.id = wanted.id`,
      [ids],
    );
  };

  const long = Math.ceil(messages / 20);
  const busy = await talk(await missionsOf([client.partyId], OF_CLIENT), [stranger]);
  const others = Math.ceil((messages - long) / OF_ONE) - OF_CLIENT;
  const rest = await talk(
    await missionsOf(
      fillers.map(({ id }) => id),
      Math.max(others, providers.length),
    ),
    [stranger],
  );
  const own = await talk(
    await missionsOf(
      fillers.map(({ id }) => id),
      providers.length,
    ),
    providers.map(({ partyId }) => partyId),
  );
  const [first] = busy as [{ id: string; missionId: string }];
  await write(
    [...busy.slice(1), ...rest, ...own].map(({ id }) => id),
    OF_ONE,
  );
  await write([first.id], long);
  // The others of the client's are read.
  await rows(
    `insert into conversation_reads (mission_id, conversation_id, user_id, last_read_id)
     select mission_id, id, $1, last_message_id from conversations where client_party_id = $2 and id <> $3`,
    [client.userId, client.partyId, first.id],
  );
  await rows("vacuum (analyze) messages, conversations, conversation_reads, missions");
  const [{ lastId } = { lastId: "" }] = await rows<{ lastId: string }>(
    `select last_message_id as "lastId" from conversations where id = $1`,
    [first.id],
  );
  return {
    client,
    long: { ...first, lastId },
    providers: providers.map((person, n) => ({ person, conversationId: own[n]?.id as string })),
  };
}
