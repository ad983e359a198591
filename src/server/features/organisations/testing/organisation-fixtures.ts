import { type Person, person } from "../../../../../tests/support/people.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { mailsTo, tokenIn } from "../../accounts/testing/account-fixtures.ts";

export type OrganisationRole = "owner" | "manager" | "member";

/** The header by which a request acts for a party. */
export const actFor = (partyId: string, headers: Record<string, string> = {}) => ({
  headers: { "swideal-party": partyId, ...headers },
});

/** Founded through the API; the person is its owner. */
export async function found(owner: Person, changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await owner.post("/parties", {
    kind: "company",
    displayName: "Atelier Ferrand & Filles",
    ...changes,
  });
  if (answer.status !== 201) throw new Error(`not founded: ${answer.text}`);
  return answer.body.id;
}

/** As if invited and come: for tests that are about something else. */
export async function addMember(
  server: TestServer,
  partyId: string,
  userId: string,
  role: OrganisationRole = "member",
): Promise<void> {
  await server.sql("insert into memberships (party_id, user_id, role) values ($1, $2, $3)", [
    partyId,
    userId,
    role,
  ]);
}

/** Somebody new who belongs to it. */
export async function member(
  server: TestServer,
  partyId: string,
  role: OrganisationRole = "member",
): Promise<Person> {
  const someone = await person(server, `Ada ${role}`);
  await addMember(server, partyId, someone.userId, role);
  return someone;
}

/** Invites an address and reads the token in its mail; the server works on its jobs. */
export async function invite(
  server: TestServer,
  inviter: Person,
  partyId: string,
  email: string,
  role: OrganisationRole = "member",
): Promise<string> {
  const answer = await inviter.post(`/parties/${partyId}/invitations`, { email, role });
  if (answer.status !== 201) throw new Error(`not invited: ${answer.text}`);
  const mails = await mailsTo(server, email, 1);
  return tokenIn(mails.at(-1) as string);
}
