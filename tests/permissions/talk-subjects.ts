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
