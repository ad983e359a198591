import type { Requirement } from "../evidence.ts";

/** What attacks on Swideal itself have added to the checklist. */
export const addedRows: readonly Requirement[] = [
  {
    row: "A1",
    asvs: "V3.7.2",
    mustHold: "nobody is led to another host by an address that came from outside",
    shownBy: [
      "src/web/lib/own-address.test.ts > of another host, or of no host, is none",
      "src/web/lib/own-address.test.ts > is given back only as what leads to us wherever it is read again",
      "tests/browser/account.test.ts > never leads to another site after signing in, however the address is written",
      "tests/browser/account.test.ts > follows what Chromium, too, reads as an address of ours, and nothing else",
      "src/server/http/entry/https-redirect.test.ts > nothing but a path is sent there: what would end in another host's name is refused",
      "tests/browser/page-headers.test.ts > wherever it sends a browser on, it is to us; password managers to the page where one's own is changed",
    ],
  },
  {
    row: "A2",
    asvs: "V14.2.7",
    mustHold:
      "what is derived from texts is gone with them: words of hidden, changed and cancelled missions are neither suggested nor offered as corrections; numbers and addresses are no words, nor is what fewer than three clients write",
    shownBy: [
      "src/server/features/listing/forgotten-words.test.ts > is offered to nobody, however many of its missions hold it; its missions are found all the same",
      "src/server/features/listing/forgotten-words.test.ts > is offered once three clients write it, and no more once one of their missions is hidden",
      "src/server/features/listing/forgotten-words.test.ts > is offered no more once one of three clients has taken it out of a text",
      "src/server/features/listing/forgotten-words.test.ts > an address, its local part and a number are no words, whoever writes them",
      "src/server/features/listing/forgotten-words.test.ts > after any sequence of publishing, changing, hiding, cancelling and expiring, no endpoint gives a word of unseen missions alone",
      "src/server/features/listing/forgotten-words.test.ts > suggestions are asked for anew each time, so that no browser keeps what is gone",
    ],
    open: "Erasing an account, whose words then have to go as well, comes later.",
  },
  {
    row: "A11",
    asvs: "V8.2.2",
    mustHold:
      "private messages are read by moderators from a report or a dispute about them alone; each reading is in the log of actions, and asking whether there is one is none",
    shownBy: [
      "src/server/features/conversations/conversations.test.ts > a moderator reads a conversation from a report of a message or a dispute alone, and each reading is in the log",
      "tests/permissions/reads.test.ts > what is noted in the log of actions is in no other table, and with HEAD, which tells nothing, nowhere: %s",
    ],
  },
];
