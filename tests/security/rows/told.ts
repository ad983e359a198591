import type { Requirement } from "../evidence.ts";

const notifications = "src/server/features/notifications";

/** What people are told, by mail and on the page. */
export const toldRows: readonly Requirement[] = [
  {
    row: "T1",
    asvs: "V8.2.2",
    mustHold:
      "the address in a mail switches off what it names, by a button or one click, and nothing else; opening it does nothing",
    shownBy: [
      `${notifications}/notifications.test.ts > one click in a mail program switches the mails off; opening the link, in whatever way, does not`,
      `${notifications}/notifications.test.ts > a token that nobody made, or of what cannot be switched off, gets the same answer and changes nothing`,
      `${notifications}/notifications.test.ts > a token verifies as long as its key is kept, and no longer`,
    ],
  },
  {
    row: "T2",
    asvs: "V8.2.2",
    mustHold:
      "a mail tells what its reader may know when it leaves: nothing of sealed prices, of what is hidden, to who was suspended, blocked, or left",
    shownBy: [
      `${notifications}/who-is-told.test.ts > who led an open auction is told that its price is beaten, once while it has not looked; nobody in a sealed one`,
      `${notifications}/digest/digest.test.ts > is not sent where nothing is left of it: hidden, over, off, deleted, read, or no longer wanted`,
      `${notifications}/told-or-not.test.ts > does not leave in %s to whom it no longer concerns, and does to everybody else`,
      `${notifications}/told-or-not.test.ts > who left an organisation before its mail leaves has none of it, and who stayed has`,
    ],
  },
  {
    row: "T3",
    asvs: "V1.2.1",
    mustHold: "what people wrote is text in a mail's HTML",
    shownBy: [
      `${notifications}/award-mail.test.ts > who wins an award has its mail, once, in text and HTML, with what law owes and a link to the mission`,
      `${notifications}/digest/digest.test.ts > lists the missions that searches found, each with these searches, and leads to them; then nothing is left`,
    ],
  },
  {
    row: "T4",
    asvs: "V14.2.1",
    mustHold: "no token of an address or a mail is in the log, whatever becomes of its request",
    shownBy: [
      "tests/permissions/tokens-in-logs.test.ts > no token of an address or a mail stands in the log, at whatever level, though its request fails",
    ],
  },
];
