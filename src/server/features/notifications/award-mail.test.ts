import { afterAll, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { OFFICIAL_PAGES } from "./duties.ts";
import { type MailBox, startMailBox } from "./testing/mail-box.ts";

const MAIL_FROM = "Marché de Bron <bonjour@swideal.example>";
let box: MailBox;
const world = marketWorld(async () => {
  box = await startMailBox();
  const from = { SMTP_URL: `smtp://127.0.0.1:${box.port}?from=autre@swideal.example`, MAIL_FROM };
  return startTestServer(from, { jobs: true });
});
afterAll(() => box.close());

test("who wins an award has its mail, once, in text and HTML, with what law owes and a link to the mission", async () => {
  const { client, paul, server } = world;
  const id = await world.published({ title: "Repeindre <b>l’entrée</b>" });
  const offer = await world.bid(paul, id, 123_400);
  await world.award(offer);
  const [mail, ...more] = await box.of(paul.email);
  expect(more).toEqual([]);
  if (mail === undefined) return;
  // Whom the operator names, before whom the mail server's address does.
  expect(box.received[0]?.from).toBe("bonjour@swideal.example");
  expect(mail.headers.from).toMatch(/^=\?UTF-8\?Q\?March=C3=A9_de_Bron\?= <bonjour@swideal\.example>$/);
  expect(mail.subject).toBe("Votre offre est retenue\u00a0: Repeindre <b>l’entrée</b>");
  const link = `${server.publicUrl}/missions/${id}`;
  for (const version of [mail.text, mail.html]) {
    expect(version).toMatch(/1\s234\s€/);
    for (const href of [link, OFFICIAL_PAGES.tax, OFFICIAL_PAGES.social]) expect(version).toContain(href);
  }
  // What people wrote is text there too.
  expect(mail.html).toContain("Repeindre &lt;b&gt;");
  expect(mail.html).not.toMatch(/<(img|script|link|iframe|form)\b|url\(|javascript:/i);
  expect(mail.bytes).toBeLessThanOrEqual(40 * 1024);
  const [row] = await server.sql<{ id: string; mailed: boolean }>(
    "select id, mailed_at is not null as mailed from notifications where user_id = $1 and kind = 'award_won'",
    [paul.userId],
  );
  expect(mail.headers["message-id"]).toBe(`<${row?.id}@${new URL(server.publicUrl).host}>`);
  expect(mail.headers.references).toBe(`<mission.${id}@${new URL(server.publicUrl).host}>`);
  // The client is told of the offer, and of its own award not.
  const kinds = await server.sql<{ kind: string }>("select kind from notifications where user_id = $1", [
    client.userId,
  ]);
  expect(kinds.map(({ kind }) => kind)).toEqual(["offer_received"]);
});
