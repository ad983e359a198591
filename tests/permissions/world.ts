import { randomBytes } from "node:crypto";
import { missionInput, offerInput, PASSWORD, type Person, person, withToken } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import { partySubjects } from "./party-subjects.ts";
import type { Caller, RouteRule, Subject } from "./route-rules.ts";
import { conversationSubjects, questionSubjects } from "./talk-subjects.ts";

export const UNKNOWN_ID = "01900000-0000-7000-8000-000000000000";
const REASON = { reason: "Signalement à vérifier." };

const rolesOf = {
  owner: ["client"],
  stranger: ["client"],
  provider: ["provider"],
  rival: ["provider"],
  moderator: ["moderator"],
  admin: ["admin"],
} satisfies Record<Exclude<Caller, "visitor">, string[]>;
type SignedIn = keyof typeof rolesOf;

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * The callers with their accounts, and whatever an id may name, made through the API. With `asParty` the owner and the
 * provider are that for an organisation each, which `asParty` founds.
 */
export async function openWorld(server: TestServer, asParty?: (someone: Person) => Promise<Person>) {
  async function account(caller: SignedIn): Promise<Person> {
    const someone = await person(server, `Ada ${caller}`, ["client"]);
    await server.sql("update users set roles = $2 where id = $1", [someone.userId, rolesOf[caller]]);
    return someone;
  }
  const names = Object.keys(rolesOf) as SignedIn[];
  const accounts = new Map<Caller, Person>();
  for (const name of names) accounts.set(name, await account(name));
  for (const name of asParty === undefined ? [] : (["owner", "provider"] as const))
    accounts.set(name, await (asParty as NonNullable<typeof asParty>)(accounts.get(name) as Person));
  const who = (caller: SignedIn) => accounts.get(caller) as Person;
  const [owner, provider, moderator] = [who("owner"), who("provider"), who("moderator")];

  const suspended = await person(server, "Suspendu");
  await moderator.patch(`/admin/users/${suspended.userId}`, { suspended: true, ...REASON });

  const made = async (answer: Promise<{ status: number; body: { id: string }; text: string }>) => {
    const { status, body, text } = await answer;
    if (status >= 300) throw new Error(`a subject was refused: ${text}`);
    return body.id;
  };
  const mission = (changes: Record<string, unknown> = {}) =>
    made(owner.post("/missions", missionInput(changes)));
  const bidOn = (id: string) => made(provider.post(`/missions/${id}/offers`, offerInput(300_000)));
  const move = (by: Person, id: string, name: string) =>
    made(by.post(`/missions/${id}/${name}`, ["cancel", "dispute"].includes(name) ? REASON : undefined));
  const hide = (id: string) => made(moderator.post(`/admin/missions/${id}/hide`, REASON));

  async function missionWith(steps: readonly string[]): Promise<string> {
    const id = await mission();
    const offer = await bidOn(id);
    for (const step of steps) {
      if (step === "hide") await hide(id);
      else if (step === "award") await made(owner.post(`/offers/${offer}/award`));
      else await move(step === "start" || step === "deliver" ? provider : owner, id, step);
    }
    return id;
  }

  let saved = 0;
  const make: Record<Exclude<Subject, "nothing" | "unknown">, () => Promise<string>> = {
    "draft mission": () => mission({ publish: false }),
    "published mission": () => missionWith([]),
    "hidden mission": () => missionWith(["hide"]),
    "cancelled mission": () => missionWith(["cancel"]),
    "awarded mission": () => missionWith(["award"]),
    "in progress mission": () => missionWith(["award", "start"]),
    "delivered mission": () => missionWith(["award", "start", "deliver"]),
    "disputed mission": () => missionWith(["award", "start", "dispute"]),
    "open offer": async () => bidOn(await mission()),
    "sealed offer": async () => bidOn(await mission({ auction: "sealed" })),
    "withdrawn offer": async () => made(provider.post(`/offers/${await bidOn(await mission())}/withdraw`)),
    "hidden offer": async () => {
      const id = await mission();
      const offer = await bidOn(id);
      await hide(id);
      return offer;
    },
    ...questionSubjects(server, { asker: provider, missionWith, mission }),
    ...conversationSubjects(server, { owner, provider, missionWith }),
    "session of the owner": async () => {
      const { body } = await server.api.post("/auth/login", { email: owner.email, password: PASSWORD });
      const listed = await server.api.get("/me/sessions", { token: body.accessToken });
      return listed.body.items.find(({ current }: { current: boolean }) => current).id;
    },
    "passkey of the owner": async () => {
      const rows = await server.sql<{ id: string }>(
        `insert into passkeys (user_id, credential_id, public_key, counter, backed_up, name)
         values ($1, $2, $2, 0, false, 'Clé') returning id`,
        [owner.userId, randomBytes(16)],
      );
      return rows[0]?.id as string;
    },
    "export of the owner": async () => {
      // Being made for good: no job knows of it.
      const rows = await server.sql<{ id: string }>(
        `insert into data_exports (user_id, session_id) values ($1, $1)
         on conflict (user_id) do update set session_id = excluded.session_id returning id`,
        [owner.userId],
      );
      return rows[0]?.id as string;
    },
    erasure: async () => {
      // Of an account that is still there: the receipt tells of the steps alone.
      const rows = await server.sql<{ id: string }>(
        `insert into erasures (user_id, party_id) values ($1, $2)
         on conflict (user_id) do update set party_id = excluded.party_id returning id`,
        [owner.userId, owner.partyId],
      );
      return rows[0]?.id as string;
    },
    "saved search of the owner": async () => {
      saved += 1;
      return made(owner.post("/me/saved-searches", { query: `budgetMin=${saved}` }));
    },
    report: () =>
      made(
        owner.post("/reports", {
          subject: { type: "account", id: provider.partyId },
          category: "spam",
          text: "La même annonce revient chaque jour.",
          goodFaith: true,
        }),
      ),
    ...partySubjects(server, { owner, manager: provider, member: who("rival") }),
    person: async () => (await person(server)).userId,
    moderator: async () => (await account("moderator")).userId,
  };

  return {
    /** A new one, for the id in the path. */
    make: async (subject: Subject): Promise<string> =>
      subject === "nothing" || subject === "unknown" ? UNKNOWN_ID : make[subject](),
    badToken: `${owner.token.slice(0, -4)}AAAA`,
    suspendedToken: suspended.token,
    person: who,

    /** The token that this caller sends; undefined: none. */
    async token(caller: Caller, needs: RouteRule["ownAccount"]): Promise<string | undefined> {
      if (caller === "visitor") return undefined;
      if (needs === undefined) return who(caller).token;
      const own = await account(caller);
      if (needs !== "plain") {
        await own.post("/me/totp", { password: PASSWORD });
        // A real code needs the clock of a phone; here it is enough that a confirmed secret is there.
        if (needs === "second factor")
          await server.sql("update totp_secrets set confirmed_at = now() where user_id = $1", [own.userId]);
      }
      return withToken(server, own.token, { id: own.userId, partyId: own.partyId, email: own.email }).token;
    },
  };
}
