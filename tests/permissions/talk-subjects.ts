import { randomUUID } from "node:crypto";
import type { Person } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

interface Asking {
  /** Asks, and has an offer on each of these missions. */
  readonly asker: Person;
  readonly missionWith: (steps: readonly string[]) => Promise<string>;
  readonly mission: () => Promise<string>;
}

/** Questions as the database has them: asked through the API they would need a mission that still takes them. */
export function questionSubjects(server: TestServer, { asker, missionWith, mission }: Asking) {
  const question = async (missionId: string, hidden: boolean) => {
    const [row] = await server.sql<{ id: string }>(
      `insert into questions (mission_id, client_party_id, author_party_id, author_user_id, number, text, hidden_by_decision)
       select id, client_party_id, $2, $3, 1, 'Y a-t-il un ascenseur ?', $4 from missions where id = $1 returning id`,
      [missionId, asker.partyId, asker.userId, hidden ? randomUUID() : null],
    );
    return (row as { id: string }).id;
  };
  return {
    question: async () => question(await mission(), false),
    "hidden question": async () => question(await mission(), true),
    "question on an awarded mission": async () => question(await missionWith(["award"]), false),
    "hidden question on an awarded mission": async () => question(await missionWith(["award"]), true),
  };
}

interface Talking {
  readonly owner: Person;
  readonly provider: Person;
  readonly missionWith: (steps: readonly string[]) => Promise<string>;
}

/** Conversations as the database has them: written through the API they would fill up what one account may write. */
export function conversationSubjects(server: TestServer, { owner, provider, missionWith }: Talking) {
  const one = async (text: string, values: unknown[]) =>
    (await server.sql<{ id: string }>(text, values))[0]?.id as string;
  const conversation = async (missionId: string) => {
    const sides = [missionId, owner.partyId, provider.partyId];
    const id = await one(
      `insert into conversations (mission_id, client_party_id, provider_party_id) values ($1, $2, $3) returning id`,
      sides,
    );
    const message = await one(
      `insert into messages (id, mission_id, client_party_id, provider_party_id, conversation_id, author_party_id,
         author_user_id, text)
       values (uuid_v7(), $1, $2, $3, $4, $2, $5, 'Bonjour') returning id`,
      [...sides, id, owner.userId],
    );
    await server.sql(
      `update conversations set last_message_id = $2, last_of_client_id = $2, last_message_at = now() where id = $1`,
      [id, message],
    );
    return { id, message };
  };
  return {
    conversation: async () => (await conversation(await missionWith([]))).id,
    "conversation in dispute": async () => {
      const missionId = await missionWith(["award", "start", "dispute"]);
      await conversation(missionId);
      return missionId;
    },
    "report of a message": async () => {
      const { message } = await conversation(await missionWith([]));
      return one(
        `insert into reports (subject_type, subject_id, category, text) values ('message', $1, 'spam', 'Trop.') returning id`,
        [message],
      );
    },
  };
}
