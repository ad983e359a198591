import { randomUUID } from "node:crypto";
import { type Person, person } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";

type Role = "owner" | "manager" | "member";

/** Organisations as the database has them: made by the API they would fill up what one account may have. */
export function partySubjects(server: TestServer, people: Readonly<Record<Role, Person>>) {
  const one = async (text: string, values: unknown[]) =>
    (await server.sql<{ id: string }>(text, values))[0]?.id as string;
  const join = (partyId: string, userId: string, role: Role) =>
    server.sql("insert into memberships (party_id, user_id, role) values ($1, $2, $3)", [
      partyId,
      userId,
      role,
    ]);

  async function organisation(): Promise<string> {
    const name = `Atelier ${randomUUID()}`;
    const id = await one("insert into parties (kind, display_name) values ('company', $1) returning id", [
      name,
    ]);
    await server.sql("insert into organisations (party_id) values ($1)", [id]);
    for (const [role, { userId }] of Object.entries(people)) await join(id, userId, role as Role);
    return id;
  }
  async function inCustody(): Promise<string> {
    const id = await organisation();
    await server.sql("update memberships set role = 'member' where party_id = $1 and role = 'owner'", [id]);
    await server.sql("update organisations set custody_since = now() where party_id = $1", [id]);
    return id;
  }
  async function memberOf(id: string): Promise<string> {
    const { userId } = await person(server);
    await join(id, userId, "member");
    return `${id}/${userId}`;
  }
  async function invitation(role: Role): Promise<string> {
    const id = await organisation();
    const made = await one(
      `insert into invitations (party_id, email_key, role, locale, invited_by, expires_at)
       values ($1, $2, $3, 'fr', $4, now() + interval '7 days') returning id`,
      [id, `${randomUUID()}@example.org`, role, people.owner.userId],
    );
    return `${id}/${made}`;
  }

  return {
    organisation,
    "organisation in custody": inCustody,
    "own party": async () => people.owner.partyId,
    "member of an organisation": async () => memberOf(await organisation()),
    "member of one in custody": async () => memberOf(await inCustody()),
    "invitation as a member": () => invitation("member"),
    "invitation as a manager": () => invitation("manager"),
  };
}
