import { expect, test } from "vitest";
import { contactDetailIn } from "./contact-details.ts";
import { technicalSentences } from "./technical-sentences.test-support.ts";

const found = (kind: string, ...texts: string[]) =>
  expect(texts.map((text) => [text, contactDetailIn(text)])).toEqual(texts.map((text) => [text, kind]));

test("200 technical sentences pass", () => {
  expect(new Set(technicalSentences).size).toBeGreaterThanOrEqual(200);
  expect(technicalSentences.filter((text) => contactDetailIn(text) !== null)).toEqual([]);
});

test("an e-mail address is found, and the usual ways around it", () => {
  found(
    "email",
    "Écrivez à paul.menard@example.org, je réponds vite",
    "PAUL@EXAMPLE.FR",
    "paul @ example . org",
    "paul (at) example (dot) org",
    "paul[at]example.org",
    "paul arobase example point fr",
    "paul arobase gmail.com",
    "p\u200baul@exam\u00adple.org",
    "ｐａｕｌ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "élodie@société.fr",
    "mail:paul@mail.example.co.uk!",
  );
});

test("a French number is found: spaced, dotted, with its country, in words", () => {
  found(
    "phone",
    "Appelez le 0612345678",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "0 6 1 2 3 4 5 6 7 8",
    "0612 345 678",
    "+33 6 12 34 56 78",
    "+33612345678",
    "+33 (0)6 12 34 56 78",
    "0033 6 12 34 56 78",
    "01 23 45 67 89 aux heures de bureau",
    "joignable 7/7 06 12 34 56 78",
    "Tél.:04.72.00.00.01.",
    "(06) 12 34 56 78",
    "０６ １２ ３４ ５６ ７８",
    "0\u200b6\u200b12345678",
    "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
    "Zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
    "zero six 12 34 cinquante six 78",
    "06 douze 34 56 78",
    "zéro quatre vingt-deux onze quatre-vingt-dix-neuf seize",
    "zéro six un deux trois quatre cinq six sept huit",
    "trente-trois six douze trente-quatre cinquante-six soixante et onze",
    "zero six twelve thirty-four fifty-six seventy-eight",
  );
});

test("a link is found: with its scheme, with www, or a domain with a path", () => {
  found(
    "link",
    "voir https://example.org",
    "HTTP://EXAMPLE.ORG/a",
    "http : //example.org",
    "www.example.fr",
    "www . example.fr",
    "wa.me/33612345678",
    "mon site monentreprise.fr/contact",
    "linkedin.com/in/paul",
    "t.me/paul",
    "devis.example.com/~paul",
  );
});
