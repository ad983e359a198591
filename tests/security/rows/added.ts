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
      "src/server/http/https-redirect.test.ts > nothing but a path is sent there: what would end in another host's name is refused",
      "tests/browser/page-headers.test.ts > wherever it sends a browser on, it is to us; password managers to the page where one's own is changed",
    ],
  },
];
