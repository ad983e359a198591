import { expect, test } from "vitest";
import { letters } from "../../src/server/features/accounts/account-letters.ts";
import { type MailKind, writeMail } from "../../src/server/features/accounts/account-mails.ts";
import { writeInvitationMail } from "../../src/server/features/organisations/invitation-mails.ts";
import type { Mail } from "../../src/server/platform/mail.ts";
import { locales } from "../../src/shared/locale.ts";

const SITE = "https://swideal.example";
const TO = "jean@exemple.fr";
const mails = locales.flatMap((locale): [string, () => Promise<Mail>][] => [
  [`invitation, ${locale}`, () => writeInvitationMail(TO, locale, SITE, "tok")],
  ...Object.keys(letters).map((kind): [string, () => Promise<Mail>] => [
    `${kind}, ${locale}`,
    () => writeMail(kind as MailKind, TO, locale, SITE, "tok"),
  ]),
]);

test.each(mails)("the mail of an account has one button that says what it does: %s", async (_, write) => {
  const { html = "", text } = await write();
  const buttons = [...html.matchAll(/<a class="action"[^>]* href="([^"]+)">([^<]+)<\/a>/g)];
  expect(buttons).toHaveLength(1);
  const [[, href = "", label = ""] = []] = buttons;
  expect(href).toMatch(/^https:\/\/swideal\.example\//);
  expect(label).not.toContain("://");
  // Who reads text has the address below the same words.
  expect(text).toContain(`\n${label.replaceAll("&#x27;", "'")}\n${href}\n`);
});
