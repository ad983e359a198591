import { describe, expect, it } from "vitest";
import { DAY, type DemoStatus, HOUR } from "./lifecycle.ts";
import { createDemoWorld, type DemoMission, generateMission } from "./mission.ts";
import type { DemoOfferStatus } from "./offers.ts";
import { testPlaces, testTime } from "./testing/places.ts";

const options = { seed: 4, at: testTime, missions: 2_000, places: testPlaces };
const world = createDemoWorld(options);
const missions = Array.from({ length: 2_000 }, (_, index) => generateMission(world, index));
const inState = (...states: DemoStatus[]) => missions.filter(({ life }) => states.includes(life.status));
const statuses = (mission: DemoMission) => mission.offers.map(({ status }) => status);
const count = (mission: DemoMission, status: DemoOfferStatus) =>
  statuses(mission).filter((each) => each === status).length;

describe("the same seed and time", () => {
  it("give the same missions, byte for byte, in any order", () => {
    const again = createDemoWorld(options);
    for (const index of [1_999, 3, 700, 0]) {
      expect(JSON.stringify(generateMission(again, index))).toBe(JSON.stringify(missions[index]));
    }
  });

  it("and another seed gives others", () => {
    const other = createDemoWorld({ ...options, seed: 5 });
    const same = missions.filter(
      ({ description }, index) => generateMission(other, index).description === description,
    );
    expect(same.length).toBeLessThan(5);
  });
});

describe("states", () => {
  it("are all there in every hundred missions, seven in ten published, none archived", () => {
    const seen: Record<string, number> = {};
    for (const { life } of missions) seen[life.status] = (seen[life.status] ?? 0) + 1;
    expect(seen).toEqual({
      published: 1_400,
      completed: 140,
      closed: 80,
      in_progress: 80,
      draft: 60,
      awarded: 60,
      expired: 60,
      delivered: 40,
      cancelled: 40,
      disputed: 20,
      hidden: 20,
    });
    expect(new Set(missions.slice(500, 600).map(({ life }) => life.status)).size).toBe(11);
  });

  it("about 15 in 100 auctions are sealed", () => {
    const share = missions.filter(({ life }) => life.auction === "sealed").length / missions.length;
    expect(share).toBeGreaterThan(0.11);
    expect(share).toBeLessThan(0.19);
  });

  it("what is published ends between an hour and sixty days from now, and a quarter has no offer yet", () => {
    const published = inState("published");
    for (const { life } of published) {
      expect(life.deadline).toBeGreaterThanOrEqual(testTime + HOUR);
      expect(life.deadline).toBeLessThanOrEqual(testTime + 60 * DAY);
      expect(life.dueAt).toBe(life.deadline);
    }
    const without = published.filter(({ offers }) => offers.length === 0).length / published.length;
    expect(without).toBeGreaterThan(0.2);
    expect(without).toBeLessThan(0.3);
  });

  it("nothing waits for a timer that should have run, nothing is old enough for the archive", () => {
    for (const { life } of missions) {
      if (life.dueAt !== null) expect(life.dueAt).toBeGreaterThan(testTime);
      if (life.endedAt !== null) expect(life.endedAt).toBeGreaterThan(testTime - 730 * DAY);
    }
    const timed = inState("published", "closed", "awarded", "delivered");
    expect(timed.filter(({ life }) => life.dueAt === null)).toEqual([]);
  });

  it("times follow each other, and nothing but a deadline lies ahead", () => {
    for (const { life } of missions) {
      const order = [
        life.createdAt,
        life.publishedAt,
        life.declinedAt,
        life.awardedAt,
        life.startedAt,
        life.deliveredAt,
        life.endedAt,
      ].filter((time) => time !== null);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(life.updatedAt).toBeGreaterThanOrEqual(life.createdAt);
      expect(Math.max(...order, life.updatedAt)).toBeLessThanOrEqual(testTime);
    }
  });

  it("a sealed auction is never awarded before its deadline", () => {
    for (const { life } of missions.filter(
      ({ life }) => life.auction === "sealed" && life.awardedAt !== null,
    )) {
      expect(life.awardedAt).toBeGreaterThan(life.deadline as number);
    }
  });
});

describe("offers", () => {
  it("stand as the table of states leaves them", () => {
    const allowed: Record<DemoStatus, readonly DemoOfferStatus[]> = {
      draft: [],
      published: ["submitted", "withdrawn"],
      hidden: ["submitted", "withdrawn"],
      closed: ["submitted", "withdrawn"],
      awarded: ["submitted", "withdrawn", "accepted", "declined"],
      in_progress: ["accepted", "rejected", "withdrawn", "declined"],
      delivered: ["accepted", "rejected", "withdrawn", "declined"],
      completed: ["accepted", "rejected", "withdrawn", "declined"],
      disputed: ["accepted", "rejected", "withdrawn", "declined"],
      cancelled: ["lapsed", "withdrawn"],
      expired: ["lapsed", "withdrawn"],
    };
    for (const mission of missions) {
      const odd = statuses(mission).filter((status) => !allowed[mission.life.status].includes(status));
      expect([mission.index, mission.life.status, odd]).toEqual([mission.index, mission.life.status, []]);
    }
  });

  it("one is accepted from the award on, none before", () => {
    for (const mission of missions) {
      expect([mission.index, count(mission, "accepted")]).toEqual([
        mission.index,
        mission.life.awardedAt === null ? 0 : 1,
      ]);
    }
  });

  it("what is closed has a live offer, what expired at its deadline had none", () => {
    for (const mission of inState("closed")) expect(count(mission, "submitted")).toBeGreaterThan(0);
    for (const mission of inState("expired")) {
      const atDeadline = mission.life.endedAt === mission.life.deadline;
      expect(count(mission, "lapsed") > 0).toBe(!atDeadline);
    }
  });

  it("come between publication and the end of the auction, from different providers", () => {
    for (const { life, offers } of missions) {
      expect(new Set(offers.map(({ provider }) => provider.key)).size).toBe(offers.length);
      const last = Math.min(life.deadline ?? 0, life.awardedAt ?? Number.POSITIVE_INFINITY, testTime);
      for (const { revisions } of offers) {
        expect(revisions[0]?.at).toBeGreaterThan(life.publishedAt as number);
        // Within the last two minutes an offer would have moved the deadline.
        expect(revisions.at(-1)?.at).toBeLessThan(last - 120_000);
      }
    }
  });

  it("a new price undercuts the last by 1 % or a euro, whichever is more", () => {
    const lowered = missions.flatMap(({ offers }) => offers).filter(({ revisions }) => revisions.length > 1);
    expect(lowered.length).toBeGreaterThan(500);
    for (const { revisions, priceCents } of lowered) {
      for (const [index, { priceCents: price, at }] of revisions.entries()) {
        const before = revisions[index - 1];
        if (before === undefined) continue;
        expect(before.priceCents - price).toBeGreaterThanOrEqual(
          Math.max(Math.ceil(before.priceCents / 100), 100),
        );
        expect(at).toBeGreaterThan(before.at);
      }
      expect(priceCents).toBe(revisions.at(-1)?.priceCents);
    }
  });

  it("cost something like the budget", () => {
    const ratios = missions
      .flatMap(({ budgetCents, offers }) =>
        offers.map(({ priceCents }) => priceCents / (budgetCents ?? Number.NaN)),
      )
      .filter((ratio) => !Number.isNaN(ratio))
      .sort((a, b) => a - b);
    const at = (share: number) => ratios[Math.floor(ratios.length * share)] as number;
    expect(at(0.02)).toBeGreaterThan(0.6);
    expect(at(0.5)).toBeGreaterThan(0.9);
    expect(at(0.5)).toBeLessThan(1.2);
    expect(at(0.98)).toBeLessThan(1.7);
  });
});

describe("what a mission says of itself", () => {
  it("budgets are whole euros within the contract, one in eight leaves it open", () => {
    const given = missions.map(({ budgetCents }) => budgetCents).filter((cents) => cents !== null);
    expect(given.filter((cents) => cents < 3_000 || cents > 50_000_000 || cents % 500 !== 0)).toEqual([]);
    const open = 1 - given.length / missions.length;
    expect(open).toBeGreaterThan(0.08);
    expect(open).toBeLessThan(0.17);
  });

  it("it stands in its client's commune, within four kilometres of the centre, or is remote", () => {
    for (const { location, remote, client } of missions) {
      if (location === null) expect(remote).toBe(true);
      else {
        expect(location.place).toBe(client.place);
        expect(Math.abs(location.latitude - client.place.latitude) * 111.2).toBeLessThanOrEqual(4.1);
      }
    }
  });

  it("communes come as often as they are populous", () => {
    const heaviest = testPlaces.at(-1);
    const total = testPlaces.reduce((sum, { population }) => sum + population, 0);
    const persons = missions.filter(({ client }) => client.kind === "person");
    const share =
      persons.filter(({ client }) => client.place.inseeCode === heaviest?.inseeCode).length / persons.length;
    expect(Math.abs(share - (heaviest?.population ?? 0) / total)).toBeLessThan(0.06);
  });

  it("a client keeps name and commune from one mission to the next", () => {
    const known = new Map<string, string>();
    for (const { client } of missions) {
      const said = `${client.displayName}, ${client.place.inseeCode}`;
      expect(known.get(client.key) ?? said).toBe(said);
      known.set(client.key, said);
    }
    expect(known.size).toBeLessThan(missions.length / 2);
  });
});
