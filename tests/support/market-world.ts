import { afterAll, beforeAll, expect } from "vitest";
import type { MissionStatus } from "../../src/server/features/missions/mission-contract.ts";
import { runMissionTimers } from "../../src/server/features/missions/mission-timers.ts";
import type { ApiResponse } from "./api-response.ts";
import { emitOf } from "./emit.ts";
import { missionInput, moderator, offerInput, type Person, person, withToken } from "./people.ts";
import { startTestServer, type TestServer } from "./server.ts";

type Changes = Record<string, unknown>;

/** In each of these both providers have made an offer; from `awarded` on it is Paul's. */
export type MarketStatus = Exclude<MissionStatus, "draft" | "expired" | "archived">;

export interface MarketMission {
  readonly id: string;
  readonly offers: { readonly paul: string; readonly zoe: string };
}

export interface MarketWorld {
  readonly server: TestServer;
  readonly client: Person;
  /** Providers, as everybody is who signs up. */
  readonly paul: Person;
  readonly zoe: Person;
  /** Has nothing to do with any mission. */
  readonly stranger: Person;
  /** A moderator. */
  readonly judge: Person;
  /** A mission of the client's; with `publish: false` a draft. @returns its id */
  published(changes?: Changes): Promise<string>;
  /** @returns the offer's id */
  bid(who: Person, missionId: string, priceCents?: number, changes?: Changes): Promise<string>;
  /** The client takes this offer. */
  award(offerId: string, body?: unknown): Promise<ApiResponse>;
  move(who: Person, missionId: string, name: string, body?: unknown): Promise<ApiResponse>;
  /** Its deadline passes, and the timers run. */
  passDeadline(missionId: string): Promise<void>;
  /** A new mission, brought this far through the API; `consent`: what each says of its contact details. */
  missionIn(
    status: MarketStatus,
    changes?: Changes,
    consent?: { readonly shareContact: boolean },
  ): Promise<MarketMission>;
}

const REASON = { reason: "Le besoin a changé depuis hier." };

/** What follows the award, each with who does it. */
const WORK: Partial<Record<MarketStatus, readonly ["client" | "paul", string, unknown?][]>> = {
  awarded: [],
  in_progress: [["paul", "start"]],
  delivered: [
    ["paul", "start"],
    ["paul", "deliver"],
  ],
  completed: [
    ["paul", "start"],
    ["paul", "deliver"],
    ["client", "complete"],
  ],
  disputed: [
    ["paul", "start"],
    ["client", "dispute", REASON],
  ],
};

/**
 * A market on a server of its own, for the tests of one file: what it returns is there once they run. Each step on the
 * way fails the test in which it is refused.
 * @param start e.g. with another environment, or with pages
 */
export function marketWorld(start: () => Promise<TestServer> = startTestServer): MarketWorld {
  const server = {} as TestServer;
  const later = () => ({}) as Person;
  const [client, paul, zoe, stranger, judge] = [later(), later(), later(), later(), later()];
  beforeAll(async () => {
    Object.assign(server, await start());
    const signUps: [Person, Promise<Person>][] = [
      [client, person(server, "Mairie de Vénissieux")],
      [paul, person(server, "Paul Ménard")],
      [zoe, person(server, "Zoé Lacombe")],
      [stranger, person(server, "Un tiers")],
      [judge, moderator(server)],
    ];
    await Promise.all(signUps.map(async ([who, account]) => Object.assign(who, await account)));
  });
  afterAll(() => server.close?.());

  const made = async (answer: Promise<ApiResponse>): Promise<string> => {
    const { status, body, text } = await answer;
    expect(status, text).toBe(201);
    return body.id;
  };
  const done = async (what: string, answer: Promise<ApiResponse>): Promise<ApiResponse> => {
    const { status, text } = await answer;
    expect([what, status], text).toEqual([what, 200]);
    return answer;
  };
  const world: MarketWorld = {
    server,
    ...{ client, paul, zoe, stranger, judge },
    published: (changes) => made(client.post("/missions", missionInput(changes))),
    bid: (who, missionId, priceCents = 300_000, changes = {}) =>
      made(who.post(`/missions/${missionId}/offers`, offerInput(priceCents, changes))),
    award: (offerId, body) => done("award", client.post(`/offers/${offerId}/award`, body)),
    move: (who, missionId, name, body) => done(name, who.post(`/missions/${missionId}/${name}`, body)),
    async passDeadline(missionId) {
      await server.sql(
        `update missions set deadline = at, due_at = at from (select clock_timestamp() - interval '1 s' as at) t where id = $1`,
        [missionId],
      );
      await runMissionTimers(server.resources.database, emitOf(server));
    },
    async missionIn(status, changes, consent) {
      const id = await world.published(changes);
      const offers = {
        paul: await world.bid(paul, id, 90_000, consent),
        zoe: await world.bid(zoe, id, 95_000, consent),
      };
      if (status === "closed") await world.passDeadline(id);
      if (status === "cancelled") await world.move(client, id, "cancel", REASON);
      if (status === "hidden") await done("hide", judge.post(`/admin/missions/${id}/hide`, REASON));
      const work = WORK[status];
      if (work !== undefined) await world.award(offers.paul, consent);
      for (const [who, name, body] of work ?? []) await world.move(world[who], id, name, body);
      return { id, offers };
    },
  };
  return world;
}

/** The same with a second instance of the program on its database, at which everybody is known. */
export function marketOnTwoInstances(): MarketWorld & {
  readonly second: TestServer;
  elsewhere(who: Person): Person;
} {
  // As behind a load balancer: one public address, so that a token is good at either instance.
  const world = marketWorld(() => startTestServer({ PUBLIC_URL: "http://localhost:3000" }));
  const second = {} as TestServer;
  beforeAll(async () => {
    Object.assign(second, await world.server.another());
  });
  afterAll(() => second.close?.());
  const elsewhere = ({ token, userId, partyId, email }: Person) =>
    withToken(second, token, { id: userId, partyId, email });
  return { ...world, second, elsewhere };
}
