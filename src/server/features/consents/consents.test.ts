import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, PASSWORD, type Person, person, withToken } from "../../../../tests/support/people.ts";
import { consentTextOf } from "../../../shared/consent-texts.ts";
import { deriveKeys } from "../../platform/secrets.ts";
import { createUnsubscribeTokens } from "../notifications/unsubscribe-token.ts";
import type { ConsentAct } from "./consent-contract.ts";

const market = marketWorld();
const { server, client, paul, zoe, award, move, published } = market;
const yes = { shareContact: true };
const REASON = { reason: "Un chantier a pris du retard." };

/** As a page of ours sends it. */
const onPage = (locale: "fr" | "en") => ({
  headers: { origin: server.publicUrl, "accept-language": locale },
});
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

async function acts(who: Person, missionId?: string): Promise<ConsentAct[]> {
  const { status, body, text } = await who.get("/me/consents?limit=100");
  expect(status, text).toBe(200);
  const items: ConsentAct[] = body.items;
  return items.filter((act) => missionId === undefined || act.missionId === missionId).reverse();
}
const said = (found: readonly ConsentAct[]) => found.map(({ purpose, given }) => [purpose, given]);

describe("to give contact details", () => {
  test("who agreed on a page can be shown the very words, when, and by which hash they are known", async () => {
    const mission = await published();
    const before = Date.now() - 60_000;
    const offer = { ...offerInput(300_000), ...yes };
    expect((await paul.post(`/missions/${mission}/offers`, offer, onPage("en"))).status).toBe(201);
    const [act, ...others] = await acts(paul, mission);
    const text = consentTextOf("offer", "en");
    expect(act).toMatchObject({
      purpose: "contact",
      given: true,
      via: "page",
      text,
      textVersion: hashOf(text),
    });
    expect(Date.parse(act?.at ?? "")).toBeGreaterThan(before);
    expect(others).toEqual([]);
    expect(await acts(client, mission)).toEqual([]);
  });

  test("of a program it is said that a program did it, and no words that nobody was shown", async () => {
    const mission = await published();
    await market.bid(paul, mission, 300_000, yes);
    expect(await acts(paul, mission)).toMatchObject([
      { given: true, via: "api", text: null, textVersion: null },
    ]);
  });

  test("taking it back is an act of its own; what changes nothing is none, nor is what was refused", async () => {
    const mission = await published();
    const silent = await market.bid(paul, mission, 300_000, { shareContact: false });
    expect(await acts(paul, mission)).toEqual([]);
    const put = (shareContact: boolean) =>
      paul.put(`/missions/${mission}/contact-consent`, { shareContact }, onPage("fr"));
    for (const share of [true, true, false, false, true]) expect((await put(share)).status).toBe(200);
    const found = await acts(paul, mission);
    expect(found.map(({ given, text }) => [given, text])).toEqual([
      [true, consentTextOf("share", "fr")],
      [false, null],
      [true, consentTextOf("share", "fr")],
    ]);
    // A second offer of the same provider.
    const again = await paul.post(`/missions/${mission}/offers`, { ...offerInput(200_000), ...yes });
    expect(again.status).toBe(409);
    expect(await acts(paul, mission)).toHaveLength(3);
    expect(silent).toBeTruthy();
  });

  test("a client's consent to one provider is none to the next: each is an act", async () => {
    const mission = await published();
    const first = await market.bid(paul, mission, 300_000);
    const second = await market.bid(zoe, mission, 310_000);
    await market.passDeadline(mission);
    expect((await award(first, yes)).status).toBe(200);
    await move(paul, mission, "decline", REASON);
    expect((await award(second, yes)).status).toBe(200);
    expect(said(await acts(client, mission))).toEqual([
      ["contact", true],
      ["contact", true],
    ]);
  });
});

test("terms that were named at the registration stand with the version that was named", async () => {
  const email = `${randomUUID()}@example.org`;
  const registration = { email, password: PASSWORD, displayName: "Ada", termsVersion: "2026-01" };
  const { body } = await server.api.post("/auth/register", registration, onPage("fr"));
  const ada = withToken(server, body.accessToken, body.user);
  expect(await acts(ada)).toMatchObject([
    { purpose: "terms", given: true, via: "page", textVersion: "2026-01", text: null, missionId: null },
  ]);
});

test("whoever has a search alert agrees to it, and takes that back by putting it off, deleting it, or by a mail's button", async () => {
  const ada = await person(server, "Ada Lovelace");
  const saved = await ada.post(
    "/me/saved-searches",
    { query: "category=peinture", frequency: "daily" },
    onPage("fr"),
  );
  expect(saved.status, saved.text).toBe(201);
  const path = `/me/saved-searches/${saved.body.id}`;
  for (const frequency of ["weekly", "off", "off", "instant"])
    expect((await ada.patch(path, { frequency })).status).toBe(200);
  const tokens = createUnsubscribeTokens(deriveKeys(server.resources.secrets.appKeys, "unsubscribe"));
  const unsubscribe = () =>
    fetch(`${server.url}/api/v1/unsubscribe/${tokens.make({ userId: ada.userId, scope: "all" })}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
  for (const _ of [1, 2]) expect((await unsubscribe()).status).toBe(204);
  const wish = { items: [{ kind: "alert_matched", mail: "digest" }] };
  expect((await ada.patch("/me/notification-preferences", wish)).status).toBe(200);
  await server.api.request("DELETE", `/api/v1${path}`, { token: ada.token });
  const found = await acts(ada);
  expect(found.map(({ purpose, given, via }) => [purpose, given, via])).toEqual([
    ["alerts", true, "page"],
    ["alerts", false, "api"],
    ["alerts", true, "api"],
    ["alert_mails", false, "mail"],
    ["alert_mails", true, "api"],
    ["alerts", false, "api"],
  ]);
  expect(found[0]?.text).toBe(consentTextOf("alerts", "fr"));
});

test("the list is read page after page, and is everybody's own", async () => {
  const ada = await person(server, "Ada Lovelace");
  const missions = [await published(), await published(), await published()];
  for (const mission of missions) await market.bid(ada, mission, 300_000, yes);
  const first = await ada.get("/me/consents?limit=2");
  const next = await ada.get(`/me/consents?limit=2&cursor=${first.body.nextCursor}`);
  const ids = [...first.body.items, ...next.body.items].map(({ missionId }: ConsentAct) => missionId);
  expect(ids).toEqual(missions.toReversed());
  expect(next.body.nextCursor).toBeNull();
  const stolen = await paul.get(`/me/consents?limit=2&cursor=${first.body.nextCursor}`);
  expect(stolen.status).toBe(400);
});

test("the program can neither change an act nor date it anew", async () => {
  const { writer } = server.resources.database;
  await expect(
    writer
      .updateTable("consents" as never)
      .set({ given: true } as never)
      .execute(),
  ).rejects.toThrow(/permission denied/);
});
