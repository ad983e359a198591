import { expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { journal } from "../../src/web/i18n/journal.ts";
import { moderation } from "../../src/web/i18n/moderation.ts";
import { missionInput, moderator, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, signIn } from "./steps.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

it("an administrator finds in the log who did what, opens an entry by keyboard, and takes it along as CSV; a moderator sees none", {
  timeout: 240_000,
}, async () => {
  const texts = journal.fr;
  const admin = await moderator(site);
  await site.sql("update users set roles = roles || '{admin}' where id = $1", [admin.userId]);
  const someone = await person(site);
  const { body: mission } = await someone.post("/missions", missionInput());

  const visitor = await newVisitor({ viewport: phone });
  const { page } = visitor;
  await signIn(visitor, "fr", admin.email);
  await visitor.open(pathTo("fr", "moderation"));
  await page.getByRole("link", { name: moderation.fr.journal, exact: true }).click();
  await page.getByRole("heading", { name: "session.login" }).first().waitFor();
  await page.getByLabel(texts.resourceId).fill(mission.id);
  await page.getByLabel(texts.resourceId).press("Enter");
  const entry = page.getByRole("listitem").filter({ hasText: "mission.create" });
  // The whole list, which stands there until what was asked for is read, holds it as well.
  await expect.poll(() => page.getByRole("heading", { name: "session.login" }).count()).toBe(0);
  await entry.waitFor();
  await entry.locator("summary").focus();
  await page.keyboard.press("Enter");
  await entry.getByText(someone.partyId).waitFor();
  await visitor.expectSoundPage();
  await visitor.picture("journal-fr");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: texts.download }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("swideal-journal.csv");
  await page.getByText(texts.downloaded).waitFor();
  await visitor.leave();

  const other = await newVisitor();
  await enter(other, (await moderator(site)).email);
  await other.open(pathTo("fr", "journal"));
  await other.page.getByText(texts.adminsOnly).waitFor();
  await other.leave();
});
