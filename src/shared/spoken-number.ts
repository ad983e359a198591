/** What digits a word may stand for, without accents; a word of tens may go on with the next one. */
const UNITS: Readonly<Record<string, string>> = {
  zero: "0",
  un: "1",
  une: "1",
  deux: "2",
  trois: "3",
  quatre: "4",
  cinq: "5",
  six: "6",
  sept: "7",
  huit: "8",
  neuf: "9",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  seven: "7",
  eight: "8",
  nine: "9",
};
const TEENS: Readonly<Record<string, number>> = {
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  nonante: 90,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const LONGEST_TOKENS = 40;

/**
 * Whether a text, in small letters, holds a French telephone number of which digits are written in words: "zéro six, douze,
 * trente-quatre, cinquante-six, soixante-dix-huit". Every way to read the words is tried: "quatre-vingt" is 80, or 4 and 20.
 */
export function holdsSpokenNumber(text: string): boolean {
  return runsOfNumbers(text).some((run) =>
    run.some((token, start) => beginsNumber(token) && isNumber(run, start)),
  );
}

const isToken = (word: string) => word in UNITS || word in TEENS || word in TENS || /^\d{1,2}$/.test(word);
const beginsNumber = (word: string) =>
  word === "zero" || word === "0" || /^0[1-9]$/.test(word) || word === "trente";

/** Words and digits that follow each other with nothing but spaces and light marks between them; "et" is part of 21. */
function runsOfNumbers(text: string): string[][] {
  const runs: string[][] = [[]];
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
  for (const [token] of plain.matchAll(/[\p{L}\d]+|[^\p{L}\d\s,.\-–]/gu)) {
    if (token === "et" || token === "puis") continue;
    if (isToken(token)) runs.at(-1)?.push(token);
    else runs.push([]);
  }
  return runs.filter((run) => run.some((token) => /\D/.test(token)));
}

/** Whether some reading of the tokens from `start` on is 0 and nine digits, or 33 and nine digits, and then ends. */
function isNumber(run: readonly string[], start: number): boolean {
  const end = Math.min(run.length, start + LONGEST_TOKENS);
  // Which strings of digits can have been read up to each token, by how many digits they are: the beginning decides.
  let reached = new Map<number, Set<string>>([[start, new Set([""])]]);
  for (let at = start; at < end; at++) {
    const here = reached.get(at);
    if (here === undefined) continue;
    for (const [taken, digits] of readings(run, at)) {
      const next = reached.get(at + taken) ?? new Set<string>();
      for (const before of here) {
        const now = before + digits;
        // Two digits tell whether it can be one; of the rest the length alone is kept.
        if (now.length <= 11) next.add(now.slice(0, 3) + "x".repeat(Math.max(0, now.length - 3)));
      }
      reached = reached.set(at + taken, next);
    }
  }
  const read = reached.get(run.length) ?? new Set();
  return [...read].some((digits) => /^0[1-9].{8}$/.test(digits) || /^33[1-9].{8}$/.test(digits));
}

/** How the tokens at a place can be read: how many are taken, and the digits that they are. */
function readings(run: readonly string[], at: number): [taken: number, digits: string][] {
  const [word = "", next = "", third = ""] = run.slice(at, at + 3);
  if (/^\d+$/.test(word)) return [[1, word]];
  const read: [number, string][] = [];
  if (word in UNITS) read.push([1, UNITS[word] as string]);
  if (word in TEENS) read.push([1, String(TEENS[word])]);
  if (word in TENS) read.push([1, String(TENS[word])]);
  const base =
    word === "quatre" && next.startsWith("vingt") ? 80 : (TENS[word] ?? (word === "dix" ? 10 : undefined));
  if (base === undefined) return read;
  const used = base === 80 ? 2 : 1;
  if (base === 80 && used === 2) read.push([2, "80"]);
  const [first, second] = used === 2 ? [third, run[at + 3] ?? ""] : [next, third];
  const unit = first in UNITS && UNITS[first] !== "0" ? Number(UNITS[first]) : null;
  if (unit !== null) read.push([used + 1, String(base + unit)]);
  if ((base === 60 || base === 80) && first in TEENS) {
    const teen = TEENS[first] as number;
    read.push([used + 1, String(base + teen)]);
    if (teen === 10 && second in UNITS) read.push([used + 2, String(base + 10 + Number(UNITS[second]))]);
  }
  return read;
}
