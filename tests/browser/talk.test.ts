import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { talk } from "../../src/web/i18n/talk.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

const QUESTION = "Le tableau est-il conforme à la NF C 15-100 ?";

async function arrive(who: Person, viewport: typeof desk): Promise<Visitor> {
  const visitor = await newVisitor({ viewport });
  await enter(visitor, who.email);
  return visitor;
}

describe.each(
  oneOf<[Locale, typeof desk, typeof desk]>(1, [
    ["fr", desk, phone],
    ["en", phone, desk],
  ]),
)("in %s", (locale, clientScreen, providerScreen) => {
  const texts = talk[locale];

  it("a question is answered for everybody, and a conversation leads from an offer to an answer", {
    timeout: 240_000,
  }, async () => {
    const [owner, bidder] = [await person(site, "Élodie & Cie <3"), await person(site, "Atelier Lumière")];
    const { body: mission } = await owner.post("/missions", missionInput());
    await bidder.post(`/missions/${mission.id}/offers`, offerInput(300_000));
    const client = await arrive(owner, clientScreen);
    const provider = await arrive(bidder, providerScreen);

    // A question with a number is refused where it stands, and what was typed stays through a reload.
    await provider.open(pathTo(locale, "offer", { id: mission.id }));
    const field = provider.page.getByLabel(texts.askLabel);
    await field.fill(`${QUESTION} 06 12 34 56 78`);
    await provider.page.getByRole("button", { name: texts.ask, exact: true }).click();
    await provider.page.locator("#question-error").waitFor();
    await provider.expectSoundPage();
    await provider.picture(`question-refused-${locale}`);
    await provider.page.reload();
    await expect.poll(() => field.inputValue()).toContain("06 12 34 56 78");
    await field.fill(QUESTION);
    await provider.page.getByRole("button", { name: texts.ask, exact: true }).click();
    await provider.page.getByText(texts.asked).waitFor();

    await client.open(pathTo(locale, "manage", { id: mission.id }));
    await client.page.getByRole("button", { name: texts.answerTo("1") }).click();
    const dialog = client.page.getByRole("dialog");
    await dialog.getByLabel(texts.answerLabel).fill("Non, il est à remplacer.");
    await dialog.getByLabel(texts.asAddendum).check();
    await client.expectSoundPage();
    await client.picture(`answer-${locale}`, false);
    await dialog.getByRole("button", { name: texts.publishAnswer }).click();
    await dialog.waitFor({ state: "detached" }).catch(() => dialog.waitFor({ state: "hidden" }));
    const html = await (await fetch(site.url + pathTo(locale, "mission", { id: mission.id }))).text();
    expect(html).toContain(QUESTION);
    expect(html.match(/Non, il est à remplacer\./g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).not.toContain("Atelier Lumière");
    await provider.open(pathTo(locale, "mission", { id: mission.id }));
    await provider.page.getByRole("heading", { name: texts.questions }).waitFor();
    await provider.expectSoundPage();
    await provider.picture(`mission-questions-${locale}`);

    // From the comparison to the conversation.
    await client.open(pathTo(locale, "manage", { id: mission.id }));
    await client.page.getByRole("button", { name: texts.writeTo("Atelier Lumière") }).click();
    await client.page
      .getByRole("dialog")
      .getByLabel(texts.messageLabel)
      .fill("Quand pouvez-vous venir ?\nhttps://example.org/plan");
    await client.page.getByRole("dialog").getByRole("button", { name: texts.send }).click();
    await client.page.getByText("Quand pouvez-vous venir ?").waitFor();
    await client.page.getByText(texts.sameForAll).waitFor();
    expect(await client.page.getByRole("link", { name: "https://example.org/plan" }).count()).toBe(0);

    await provider.open(pathTo(locale, "conversations"));
    await provider.page.getByText(texts.unreadOne).waitFor();
    await provider.expectSoundPage();
    await provider.picture(`conversations-${locale}`);
    await provider.page.getByRole("link", { name: "Élodie & Cie <3" }).click();
    const answer = provider.page.getByLabel(texts.messageLabel);
    await answer.fill("Lundi. Mon numéro : 06 12 34 56 78");
    await provider.page.getByText(texts.contactHint).waitFor();
    await provider.expectSoundPage();
    await provider.picture(`conversation-hint-${locale}`);
    await provider.page.reload();
    await expect.poll(() => answer.inputValue()).toContain("06 12 34 56 78");
    await provider.page.getByRole("button", { name: texts.send }).click();
    await client.page.getByText("Mon numéro").waitFor();
    await client.expectSoundPage();
    await client.picture(`conversation-${locale}`);
    await expect
      .poll(async () => (await bidder.get("/me/conversations?unread=true")).body.unreadConversations)
      .toBe(0);
    for (const visitor of [client, provider]) await visitor.leave();
  });
});
