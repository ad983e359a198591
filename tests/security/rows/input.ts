import type { Requirement } from "../evidence.ts";

/** What comes in: encoding, validation, business rules (ASVS V1, V2). */
export const inputRows: readonly Requirement[] = [
  {
    row: "1",
    asvs: "V1.1.2",
    mustHold: "encode at output only; text stored byte-for-byte",
    shownBy: ["src/server/http/requests/hostile-input.test.ts > text comes back as it was typed, in NFC"],
  },
  {
    row: "2",
    asvs: "V1.2.1",
    mustHold: "page escapes for HTML/attribute context",
    shownBy: [
      "tests/browser/hostile-texts.test.ts > to everyone: on the feed, in a search, in a town and on the mission's page",
      "tests/browser/hostile-texts.test.ts > and what stands in the address is shown in the search's own field",
      "tests/browser/hostile-texts.test.ts > to the client who compares offers, and to whoever offered",
    ],
  },
  {
    row: "3",
    asvs: "V1.2.2",
    mustHold: "stored URLs only http/https",
    shownBy: [
      "src/server/http/answers/private-answers.test.ts > are text and nothing else: no field of the API stores one as a link",
      "tests/browser/hostile-texts.test.ts > to everyone: on the feed, in a search, in a town and on the mission's page",
    ],
  },
  {
    row: "4",
    asvs: "V1.2.4",
    mustHold: "SQL parameterised",
    shownBy: [
      "tests/permissions/sql-statements.test.ts > every statement is a constant text with parameters, but in the places that were reviewed",
      "tests/permissions/sql-statements.test.ts > no feature's statement comes from a request: templates of sql take values as parameters alone",
    ],
  },
  {
    row: "5",
    asvs: "V1.2.9",
    mustHold: "user text never becomes regex/tsquery/LIKE syntax",
    shownBy: [
      "tests/attacks/user-text.test.ts > signs of tsquery, LIKE and regular expressions change nothing of what a search finds",
      "tests/attacks/user-text.test.ts > nor of the communes that are found",
      "src/server/http/requests/hostile-input.test.ts > any string may be searched, suggested and looked up: an answer or a 400, never a failure",
      "src/server/features/administration/administration.test.ts > no character of a search means anything but itself",
    ],
  },
  {
    row: "6",
    asvs: "V1.2.10",
    mustHold: "CSV export neutralises `= + - @ \\t \\0`",
    shownBy: [
      "src/server/features/audit/journal.test.ts > runs nothing in a spreadsheet, whatever a browser calls itself",
    ],
  },
  {
    row: "7",
    asvs: "V1.3.6",
    mustHold: "outbound URLs allow-listed (SSRF)",
    shownBy: [],
    open: "The program calls no address that a person may choose; alerts by webhook come later.",
  },
  {
    row: "8",
    asvs: "V1.3.11",
    mustHold: "mail header injection blocked",
    shownBy: [
      "src/server/platform/mail.test.ts > no address makes more of a mail than one mail to one address:",
      "src/server/features/accounts/mail-delivery.test.ts > no address that is typed anywhere adds a recipient or a header:",
    ],
  },
  {
    row: "9",
    asvs: "V1.3.12",
    mustHold: "no ReDoS",
    shownBy: [
      "tests/attacks/regular-expressions.test.ts > every regular expression of the source is linear by proof, or cheap on hostile strings of the greatest length it can meet",
      "tests/attacks/regular-expressions.test.ts > a header of thousands of blanks, commas or marks takes no longer than one of letters",
    ],
  },
  {
    row: "10",
    asvs: "V1.4.2",
    mustHold: "numbers range-checked",
    shownBy: [
      "tests/attacks/every-field.test.ts > every number that a caller may send has its bounds, and what is beyond them or no number is refused by name",
      "tests/permissions/bounded-fields.test.ts > every field of every body, and every parameter, says what it may be and how much of it",
      "src/server/http/requests/hostile-input.test.ts > a field out of its bounds is named by its pointer, and nothing is written",
      "tests/fuzz/openapi-fuzz.test.ts > thousands of requests made from the server's own description, most of them hostile: no failure, and each answer as described",
    ],
  },
  {
    row: "11",
    asvs: "V1.5.3",
    mustHold: "one JSON/URL parser, duplicate keys refused or consistent",
    shownBy: [
      "tests/attacks/user-text.test.ts > of a key that comes twice the last value is checked, stored and answered",
      "tests/attacks/user-text.test.ts > a parameter that comes twice, or with brackets, is refused or passed over, never half read",
    ],
  },
  {
    row: "12",
    asvs: "V2.1.3",
    mustHold: "limits documented (doc)",
    shownBy: [
      "tests/limits/documentation.test.ts > docs/limits.md says how much $name allows, and by whom it counts",
    ],
  },
  {
    row: "13",
    asvs: "V2.2.1",
    mustHold: "allow-list validation of every field",
    shownBy: [
      "tests/permissions/bounded-fields.test.ts > every field of every body, and every parameter, says what it may be and how much of it",
      "src/server/http/requests/hostile-input.test.ts > a field that nobody knows, or that nobody may send, is refused by its name",
      "tests/fuzz/openapi-fuzz.test.ts > thousands of requests made from the server's own description, most of them hostile: no failure, and each answer as described",
    ],
  },
  {
    row: "14",
    asvs: "V2.2.3",
    mustHold: "combined data consistent",
    shownBy: [
      "src/server/features/listing/mission-list.test.ts > combinations that mean nothing are refused, each named",
    ],
  },
  {
    row: "15",
    asvs: "V2.3.1",
    mustHold: "no skipped steps",
    shownBy: [
      "src/server/features/missions/state-table.test.ts > $place ($auction): everybody tries everything, and what the table allows happens, no more",
      "src/server/features/missions/state-walk.test.ts > whatever people and timers do, in whatever order, the record follows the table of states",
    ],
  },
  {
    row: "16",
    asvs: "V2.3.2",
    mustHold: "business limits enforced",
    shownBy: [
      "src/server/features/offers/bids.test.ts > a price comes down by one per cent, rounded up, and not by a cent less; every price is kept",
      "tests/limits/windows.test.ts > of many missions sent at once no more are made than the limit allows",
    ],
  },
  {
    row: "17",
    asvs: "V2.3.3",
    mustHold: "all-or-nothing",
    shownBy: [
      "src/server/features/offers/repeated-requests.test.ts > after a refusal the key is free, whatever was wrong",
      "src/server/features/accounts/profile.test.ts > is not taken when its copies cannot be",
      "src/server/features/administration/suspension.test.ts > bids, prices, awards and publications at the very moment of a suspension: nothing of it stays on the market",
    ],
  },
  {
    row: "18",
    asvs: "V2.3.4",
    mustHold: "no double award",
    shownBy: [
      "src/server/features/offers/rival-awards.test.ts > rival awards at once through two instances exactly one wins",
      "src/server/features/offers/rival-awards.test.ts > the same award sent many times at once is made once",
    ],
  },
  {
    row: "19",
    asvs: "V2.4.1",
    mustHold: "anti-automation on search, list, export, sign-up",
    shownBy: [
      "tests/limits/mails.test.ts > sign-ups and forgotten passwords are limited by address, each for itself and apart from sign-ins",
      "tests/limits/windows.test.ts > searches have a limit of their own, whether by words, by filters or by place; the feed has not",
      "tests/limits/windows.test.ts > suggestions of missions and of places share one limit, and are no part of the global one",
      "tests/limits/every-request.test.ts > a flood of unknown, undecodable and wrong requests is refused like any other",
    ],
    open: "The limit of exports stands ready; there is no export yet.",
  },
];
