import { setTimeout as wait } from "node:timers/promises";
import type { ApiClient } from "../../tests/support/api-client.ts";
import { missionInput, offerInput, PASSWORD, type Person, withToken } from "../../tests/support/people.ts";
import type { Instance } from "./installation.ts";
import { now } from "./watching.ts";

export interface Auction {
  readonly id: string;
  /** Lowers the price by a hundredth; resolves to when it was answered, see `now`. */
  bid(): Promise<number>;
}

const FIRST_CENTS = 99_000_000;
const LEAST_CENTS = 10_000;
/** As often as watchers are told one by one. */
const EVERY_MS = 250;

export async function auction(client: Person, bidder: Person): Promise<Auction> {
  const begin = async () => {
    const { body: mission } = await client.post("/missions", missionInput());
    const { body } = await bidder.post(`/missions/${mission.id}/offers`, offerInput(FIRST_CENTS));
    return { id: mission.id as string, offerId: body.id as string };
  };
  let [{ id, offerId }, priceCents] = [await begin(), FIRST_CENTS];
  return {
    id,
    async bid() {
      if (priceCents < LEAST_CENTS) [{ id, offerId }, priceCents] = [await begin(), FIRST_CENTS];
      priceCents -= Math.max(Math.ceil(priceCents / 100), 100);
      const { status, text } = await bidder.patch(`/offers/${offerId}`, { priceCents });
      if (status !== 200) throw new Error(`a bid was refused: ${text}`);
      return now();
    },
  };
}

export interface Storm {
  readonly perSecond: number;
  /** Of all instances together, in milliseconds a bid. */
  readonly processorMs: number;
}

/** As many bids as there can be on the others; on the first, which is watched, as many as are told one by one. */
export async function stormOf(
  [watched, ...others]: readonly Auction[],
  instances: readonly Instance[],
  seconds: number,
): Promise<Storm> {
  const processor = async () => {
    const used = await Promise.all(instances.map((instance) => instance.processor()));
    return used.reduce((sum, one) => sum + one, 0);
  };
  const before = await processor();
  const begun = now();
  let bids = 0;
  const goesOn = () => now() - begun < seconds * 1_000;
  const storms = others.map(async (one) => {
    for (; goesOn(); bids += 1) await one.bid();
  });
  for (; goesOn(); bids += 1) {
    await watched?.bid();
    await wait(EVERY_MS);
  }
  await Promise.all(storms);
  const took = (now() - begun) / 1_000;
  return { perSecond: bids / took, processorMs: ((await processor()) - before) / 1_000 / bids };
}

/** So many bids, each in an event of its own. */
export async function bidSlowly(auction: Auction, bids: number): Promise<void> {
  for (let n = 0; n < bids; n += 1) {
    await auction.bid();
    await wait(EVERY_MS + 50);
  }
}

export async function enrol(api: ApiClient, displayName: string): Promise<Person> {
  const account = { email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, displayName };
  const { body } = await api.post("/auth/register", account);
  return withToken({ api }, body.accessToken, body.user);
}
