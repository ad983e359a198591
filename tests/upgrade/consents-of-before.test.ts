import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ConsentAct } from "../../src/server/features/consents/consent-contract.ts";
import { marketWorld } from "../support/market-world.ts";

const market = marketWorld();
const { server, paul, zoe, published, bid } = market;

test("what was agreed to before it was written down is known by its times, and marked so", async () => {
  const mission = await published();
  await bid(paul, mission, 300_000, { shareContact: true });
  await bid(zoe, mission, 310_000, { shareContact: true });
  await zoe.put(`/missions/${mission}/contact-consent`, { shareContact: false });
  await paul.post("/me/saved-searches", { query: "category=peinture", frequency: "daily" });
  await server.sql(
    "update users set terms_version = '2025-06', created_at = '2025-06-01T08:00:00Z' where id = $1",
    [paul.userId],
  );
  const times = await server.sql<{ given: Date; withdrawn: Date | null }>(
    `select given_at as given, withdrawn_at as withdrawn from contact_consents
     where mission_id = $1 order by withdrawn_at nulls first`,
    [mission],
  );

  const migration = await readFile(join(import.meta.dirname, "../../migrations/0053_consents.sql"), "utf8");
  const [up = "", down = ""] = migration.split("-- Down Migration");
  await server.sql(down);
  await server.sql(up);
  const rights = "grant select, insert, delete on consents to public";
  await server.sql(rights);

  const acts = async (who: typeof paul): Promise<ConsentAct[]> => (await who.get("/me/consents")).body.items;
  const [his, hers] = [await acts(paul), await acts(zoe)];
  expect(new Set([...his, ...hers].map(({ via }) => via))).toEqual(new Set(["before"]));
  expect(his.map(({ purpose, given, textVersion }) => [purpose, given, textVersion])).toEqual([
    ["alerts", true, null],
    ["contact", true, null],
    ["terms", true, "2025-06"],
  ]);
  expect(his.at(-1)?.at).toBe("2025-06-01T08:00:00.000Z");
  expect(hers.map(({ given, at }) => [given, at])).toEqual([
    [false, times[1]?.withdrawn?.toISOString()],
    [true, times[1]?.given.toISOString()],
  ]);
});
