import type { Request } from "playwright-core";
import { expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import { notifications } from "../../src/web/i18n/notifications.ts";
import { talk } from "../../src/web/i18n/talk.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter } from "./steps.ts";
import { phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

/** Well before a page asks by itself while what is new arrives: then it was told. */
const TOLD = { timeout: 40_000 };

interface Talkers {
  readonly client: Person;
  readonly provider: Person;
  readonly missionId: string;
  say(text: string): Promise<string>;
}

/** A client, and a provider who writes to it once it has been written to. */
async function talkers(): Promise<Talkers> {
  const [client, provider] = [await person(site, "Mairie de Vénissieux"), await person(site, "Élodie & Cie")];
  const { body: mission } = await client.post("/missions", missionInput());
  const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(300_000));
  const say = async (text: string) => {
    const { status, body, text: said } = await provider.post(`/offers/${offer.id}/messages`, { text });
    expect(status, said).toBe(201);
    return body.conversationId as string;
  };
  return { client, provider, missionId: mission.id, say };
}

/** What these tabs hold open to hear what is new. */
function openStreams(...tabs: readonly Visitor[]): ReadonlySet<Request> {
  const open = new Set<Request>();
  for (const { page } of tabs) {
    page.on("request", (request) => /\/me\/events$/.test(request.url()) && open.add(request));
    page.on("requestfinished", (request) => open.delete(request));
    page.on("requestfailed", (request) => open.delete(request));
  }
  return open;
}

const menuNumber = ({ page }: Visitor) => page.locator('[data-counted="conversations"] > [aria-hidden]');

it("who has two tabs open hears in both, by one connection, of a message and of a notification", {
  timeout: 180_000,
}, async () => {
  const { client, provider, missionId, say } = await talkers();
  const conversation = await say("Bonjour, une question sur le tableau.");
  const reading = await newVisitor({ viewport: phone });
  const other = await reading.anotherTab();
  const streams = openStreams(reading, other);
  await enter(reading, client.email);
  await reading.open(pathTo("fr", "notifications"));
  await other.open(pathTo("fr", "myMissions"));
  const bell = other.page.locator(".bell .unread-count > [aria-hidden]");
  const before = Number(await bell.textContent());
  const rows = reading.page.locator(".notifications > li");
  await rows.first().waitFor();
  const told = await rows.count();
  expect(streams.size).toBe(1);

  // Another person's question: on the page that lists it, and on the bell of the other.
  await provider.post(`/missions/${missionId}/questions`, { text: "Faut-il un accès par la cour ?" });
  await rows.nth(told).waitFor(TOLD);
  await expect.poll(() => bell.textContent(), TOLD).toBe(String(before + 1));

  // A message: in the other tab's menu, closed and open, and read out where nothing else says it.
  await say("Êtes-vous là ?");
  await expect.poll(() => menuNumber(other).textContent(), TOLD).toBe("1");
  const named = `${common.fr.messages} ${notifications.fr.unreadConversations("1")}`;
  const summary = other.page.locator(".session details.menu summary");
  expect(await summary.innerText()).toContain(notifications.fr.messagesWait);
  await summary.click();
  await other.page.getByRole("link", { name: named }).waitFor();
  await other.expectSoundPage();
  await other.picture("menu-with-messages", false);
  await summary.click();

  // Read on one page, it is no longer counted on another; what comes next is shown where it is read.
  await reading.open(pathTo("fr", "conversation", { id: conversation }));
  await reading.page.getByText("Êtes-vous là ?").waitFor();
  await expect.poll(() => menuNumber(other).isVisible(), TOLD).toBe(false);
  await say("Je passerai lundi.");
  await reading.page.getByText("Je passerai lundi.").waitFor(TOLD);
  // A list of conversations as well, and a public page, which asks for nothing private.
  await other.open(pathTo("fr", "conversations"));
  await reading.open(pathTo("fr", "feed"));
  await say("Lundi à huit heures.");
  await other.page.getByText("Lundi à huit heures.").waitFor(TOLD);
  await expect.poll(() => menuNumber(reading).textContent(), TOLD).toBe("1");
  expect(streams.size).toBe(1);
  await reading.expectSoundPage();
  await reading.leave();
});

it("what is new is read out once it has stayed unread, and not what was there before", {
  timeout: 90_000,
}, async () => {
  const { client, say } = await talkers();
  await say("Bonjour.");
  const visitor = await newVisitor({});
  await enter(visitor, client.email);
  await visitor.page.clock.install();
  await visitor.open(pathTo("en", "myMissions"));
  const said = visitor.page.locator(".session [role=status]");
  await expect.poll(() => menuNumber(visitor).textContent()).toBe("1");
  await visitor.page.clock.fastForward(10_000);
  expect(await said.innerText()).toBe("");
  const second = await secondThread(client);
  await second.say("A second conversation.");
  await expect
    .poll(() => said.textContent(), TOLD)
    .toContain(`${common.en.messages} ${notifications.en.unreadConversations("2")}`);
  await visitor.leave();
});

/** Another provider's conversation with this client. */
async function secondThread(client: Person) {
  const provider = await person(site, "Atelier Lumière");
  const { body: mission } = await client.post("/missions", missionInput({ title: "Peindre le salon" }));
  const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(90_000));
  return { say: (text: string) => provider.post(`/offers/${offer.id}/messages`, { text }) };
}

it("where streams are refused, the pages ask by themselves", { timeout: 90_000 }, async () => {
  const { client, say } = await talkers();
  const conversation = await say("Bonjour.");
  const visitor = await newVisitor({ viewport: phone });
  await visitor.page.route("**/me/events", (route) =>
    route.fulfill({ status: 503, headers: { "retry-after": "30" }, body: "" }),
  );
  await enter(visitor, client.email);
  await visitor.open(pathTo("fr", "conversation", { id: conversation }));
  await visitor.page.getByText("Bonjour.").waitFor();
  await say("Toujours là ?");
  await visitor.page.getByText("Toujours là ?").waitFor({ timeout: 30_000 });
  expect(await visitor.page.getByLabel(talk.fr.messageLabel).isVisible()).toBe(true);
  await visitor.leave();
});
