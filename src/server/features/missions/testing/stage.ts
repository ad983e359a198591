import { expect } from "vitest";
import type { ApiResponse } from "../../../../../tests/support/api-response.ts";
import { testEmit } from "../../../../../tests/support/emit.ts";
import { missionInput, offerInput, type Person, person } from "../../../../../tests/support/people.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { runMissionTimers } from "../mission-timers.ts";
import { type Outcome, outcomeOf, priceOf, type Step } from "./state-model.ts";
import { type Bidder, draft, type Someone, type World } from "./state-world.ts";

const UNKNOWN_ID = "01900000-0000-7000-8000-000000000000";
const REASON = { reason: "Décision de la modération." };
/** Moves that owe the other side a reason. */
const REASONED = new Set(["cancel", "decline", "request-changes", "dispute"]);
const DAY_MS = 86_400_000;

/** A mission in play: steps are taken for real and held against the model. */
export interface Play {
  readonly world: () => World;
  /** Takes the step; fails when the answer or the record is not what the model says. */
  take(step: Step): Promise<void>;
  /** Takes steps on the way to somewhere: their answers are looked at, not the record. */
  pass(steps: readonly Step[]): Promise<void>;
  /** Tries steps that change nothing, many at once; fails when one is answered otherwise or leaves a trace. */
  tryInVain(steps: readonly Step[]): Promise<void>;
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** The people of the model, with accounts of their own. */
export async function openStage(server: TestServer) {
  const names = ["client", "buyer", "paul", "zoe", "moderator"] as const;
  const accounts = await Promise.all(
    names.map((name) => person(server, `Ada ${name}`, name === "buyer" ? ["client"] : undefined)),
  );
  const people = new Map<Someone, Person>(names.map((name, n) => [name, accounts[n] as Person]));
  await server.sql("update users set roles = '{moderator}' where id = $1", [people.get("moderator")?.userId]);
  const client = people.get("client") as Person;

  return {
    /** A new draft. */
    async begin(sealed: boolean): Promise<Play> {
      const auction = sealed ? "sealed" : "open";
      const created = await client.post("/missions", missionInput({ auction, publish: false }));
      return play(server, people, created.body.id, draft(sealed));
    },
  };
}

function play(server: TestServer, people: Map<Someone, Person>, missionId: string, begin: World): Play {
  let world = begin;
  let version = 1;
  let deadlineDays = 3;
  const offerIds: Partial<Record<Bidder, string>> = {};
  let audited = 1;
  const story: Step[] = [];

  async function request(step: Exclude<Step, { who: "clock" }>): Promise<ApiResponse> {
    const caller = people.get(step.who);
    const post = (path: string, body?: unknown) => (caller ?? server.api).post(path, body);
    const mission = `/missions/${missionId}`;
    const offer = "whose" in step ? `/offers/${offerIds[step.whose] ?? UNKNOWN_ID}` : "";
    const bidder = "whose" in step ? step.whose : step.who === "zoe" ? "zoe" : "paul";
    switch (step.move) {
      case "read":
        return (caller ?? server.api).get(mission);
      case "read offers":
        return (caller ?? server.api).get(`${mission}/offers`);
      case "offer":
        return post(`${mission}/offers`, offerInput(priceOf(world.bids[bidder], bidder, step.fair)));
      case "lower":
        return (caller ?? server.api).patch(offer, {
          priceCents: priceOf(world.bids[bidder], bidder, step.fair),
        });
      case "withdraw":
      case "award":
        return post(`${offer}/${step.move}`);
      case "extend":
        deadlineDays += 0.01;
        return post(`${mission}/extend`, {
          deadline: new Date(Date.now() + deadlineDays * DAY_MS).toISOString(),
        });
      case "hide":
      case "unhide":
        return post(`/admin${mission}/${step.move}`, REASON);
      case "resolve in_progress":
      case "resolve completed":
      case "resolve cancelled":
        return post(`/admin${mission}/resolve`, { outcome: step.move.slice("resolve ".length), ...REASON });
      default:
        return post(`${mission}/${step.move}`, REASONED.has(step.move) ? REASON : undefined);
    }
  }

  /** What was answered, or what the clock did, must be what the model says. */
  async function act(step: Step): Promise<Outcome> {
    const outcome = outcomeOf(world, step);
    if (step.who === "clock") {
      if (step.move === "time passes") await server.sql(passTime, [missionId]);
      else await runMissionTimers(server.resources.database, testEmit);
      return outcome;
    }
    const answer = await request(step);
    const where = `${told(step)}\n${answer.text}`;
    expect(answer.status, where).toBe(outcome.status);
    if (outcome.codes) expect(outcome.codes, where).toContain(answer.body.code);
    if (answer.status < 300) expect(answer.body.status, where).toBe(statusAnswered(outcome.after, step));
    if (step.move === "offer" && answer.status === 201) offerIds[step.who as Bidder] ??= answer.body.id;
    return outcome;
  }

  /** The steps so far and this one, for whoever reads a failure. */
  const told = (step: Step) =>
    `${[...story, step].map((one) => JSON.stringify(one)).join("\n")}\nin ${JSON.stringify(world)}`;

  return {
    world: () => world,
    async take(step) {
      const outcome = await act(step);
      const seen = await observe(server, missionId);
      const where = told(step);
      expect(seen.record, where).toEqual(recordOf(outcome.after, people));
      const changed = outcome.after !== world && step.move !== "time passes";
      const byOffersAlone =
        ["offer", "lower", "withdraw"].includes(step.move) && outcome.after.status === world.status;
      expect(seen.version > version, where).toBe(changed && !byOffersAlone);
      const entries = seen.entries.slice(audited);
      if (!changed) expect(entries, where).toEqual([]);
      else expect(entries, where).toContain(step.who === "clock" ? "timer" : people.get(step.who)?.userId);
      ({ version } = seen);
      audited = seen.entries.length;
      world = outcome.after;
      story.push(step);
    },
    async pass(steps) {
      for (const step of steps) {
        world = (await act(step)).after;
        story.push(step);
      }
      const seen = await observe(server, missionId);
      ({ version } = seen);
      audited = seen.entries.length;
    },
    async tryInVain(steps) {
      const before = await observe(server, missionId);
      for (let n = 0; n < steps.length; n += 10) await Promise.all(steps.slice(n, n + 10).map(act));
      expect(await observe(server, missionId)).toEqual(before);
    },
  };
}

/** What the answer's `status` says: the offer's where the answer is an offer, else the mission's. */
function statusAnswered(world: World, step: Exclude<Step, { who: "clock" }>): string | undefined {
  if (step.move === "read offers") return undefined;
  if ("whose" in step) return world.bids[step.whose]?.status;
  if (step.move === "offer") return world.bids[step.who as Bidder]?.status;
  const insider = ["client", "moderator"].includes(step.who) || bidOf(world, step.who)?.status === "accepted";
  return world.status === "disputed" && !insider ? "in_progress" : world.status;
}

const bidOf = ({ bids }: World, who: Someone) => (who === "paul" || who === "zoe" ? bids[who] : undefined);

/** Lets what this mission waits for come to pass, as the model's `time passes` does. */
const passTime = `
  update missions set due_at = clock_timestamp() - interval '1 s',
    deadline = case when coalesce(hidden_from, status) = 'published' then clock_timestamp() - interval '1 s' else deadline end
  where id = $1 and coalesce(hidden_from, status) in ('published', 'closed', 'awarded', 'delivered')`;

interface Observed {
  readonly record: Record<string, unknown>;
  readonly version: number;
  /** Who did what to the mission and its offers, oldest first: a user's id, or the system's name. */
  readonly entries: readonly string[];
}

const ENDED = ["completed", "expired", "cancelled"];
const TIMED = ["published", "closed", "awarded", "delivered"];

/** What the database should hold in this world; rules of product.md that hold in every state stand here too. */
function recordOf(world: World, people: Map<Someone, Person>): Record<string, unknown> {
  const bids = Object.entries(world.bids).map(([bidder, bid]) => ({
    provider: people.get(bidder as Bidder)?.partyId,
    status: bid.status,
    priceCents: bid.priceCents,
    revisions: bid.revisions,
  }));
  const standing = bids.filter(({ status }) => status === "submitted" || status === "accepted");
  return {
    status: world.status,
    before: world.before,
    bids: bids.sort((a, b) => (String(a.provider) < String(b.provider) ? -1 : 1)),
    hasCard: world.status === "published",
    offerCount: bids.filter(({ status }) => status !== "withdrawn").length,
    bestOfferCents:
      world.sealed || standing.length === 0
        ? null
        : Math.min(...standing.map(({ priceCents }) => priceCents)),
    published: world.wasPublished,
    ended: ENDED.includes(world.status),
    inOrder: true,
    timed: world.status === "hidden" || TIMED.includes(world.status),
  };
}

async function observe(server: TestServer, missionId: string): Promise<Observed> {
  const [row] = await server.sql(
    `select m.status, hidden_from as before, version, published_at is not null as published,
       ended_at is not null as ended, due_at is not null as timed,
       coalesce(published_at >= created_at, true) and coalesce(ended_at >= coalesce(published_at, created_at), true) as "inOrder",
       exists (select from mission_cards c where c.mission_id = m.id) as "hasCard",
       coalesce(t.offer_count, 0) as "offerCount", t.best_offer_cents as "bestOfferCents",
       array(select jsonb_build_object('provider', provider_party_id, 'status', o.status, 'priceCents', price_cents,
           'revisions', (select count(*) from offer_revisions r where r.offer_id = o.id))
         from offers o where o.mission_id = m.id order by provider_party_id::text) as bids,
       array(select coalesce(actor_id::text, actor_name) from audit_entries
         where (resource_id = m.id or resource_id in (select id from offers where mission_id = m.id))
           -- That somebody was refused, or looked at it to moderate, moves nothing.
           and result = 'done' and action not like '%.look'
         order by at, id) as entries
     from missions m left join mission_tallies t on t.mission_id = m.id where m.id = $1`,
    [missionId],
  );
  const { version, entries, ...record } = row as Record<string, unknown>;
  return { record, version: Number(version), entries: entries as string[] };
}
