import { holdsSpokenNumber } from "./spoken-number.ts";

/** A way to reach somebody, as people write it: an address, a French telephone number, or a link. */
export type ContactDetail = "email" | "phone" | "link";

/**
 * The first way to reach somebody that stands in a text, null where there is none. It looks for what people write without
 * thinking and for the usual detours (spaces, dots, "(at)", digits in words); who wants to get past it can. What
 * technical texts are full of has to pass: node.js, 12.5/10, NF C 15-100.
 */
export function contactDetailIn(text: string): ContactDetail | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\p{Cf}\u2800]/gu, "")
    .toLowerCase();
  if (EMAIL.test(plain)) return "email";
  if (LINK.test(plain) || hasDomainWithPath(plain)) return "link";
  if (hasNumber(plain) || holdsSpokenNumber(plain)) return "phone";
  return null;
}

const AT = String.raw`\s*(?:@|[([{<]\s*(?:at|arobase|@|a)\s*[)\]}>]|\s(?:arobase|arobas)\s)\s*`;
const DOT = String.raw`\s*(?:\.|[([{]\s*(?:\.|dot|point)\s*[)\]}]|\s(?:point|dot)\s)\s*`;
const EMAIL = new RegExp(
  `[\\p{L}\\d._%+-]${AT}[\\p{L}\\d-]{2,63}(?:${DOT}[\\p{L}\\d-]{2,63})*${DOT}\\p{L}{2,24}`,
  "u",
);
const LINK = /https?\s*:\s*\/\s*\/|(?<![\p{L}\d])www\s?\.\s?[\p{L}\d]/u;

const DOMAIN = /(?<![\p{L}\d@./-])((?:[\p{L}\d-]{1,63}\.)+([a-z]{2,24}))\/[\p{L}\d~?#]/gu;
/** Those that anyone may have, and all countries' but what files and libraries end in. */
const GENERIC = new Set([
  "com",
  "net",
  "org",
  "info",
  "biz",
  "app",
  "dev",
  "pro",
  "shop",
  "site",
  "online",
  "link",
  "xyz",
  "page",
  "tech",
  "store",
  "paris",
]);
const NO_COUNTRY = new Set(["js", "ts", "py", "cs", "rb", "go", "vb", "kt", "db", "hs"]);
const LIBRARIES = /^(?:[\w-]+\.)*(?:asp|ado|vb|ml|paint|signalr|f#|c#)\.net$/;

function hasDomainWithPath(text: string): boolean {
  return [...text.matchAll(DOMAIN)].some(([, host = "", end = ""]) => {
    if (LIBRARIES.test(host)) return false;
    return GENERIC.has(end) || (end.length === 2 && !NO_COUNTRY.has(end));
  });
}

/** Digits with at most one kind of mark between them. */
const RUN = /\+?\(?\d(?:[\s.\-–_()]{0,3}\d)*/gu;

/** 0 or +33 and nine digits, the first of them no 0, told apart from dates, measures and references by what is between. */
function hasNumber(text: string): boolean {
  return [...text.matchAll(RUN)].some(({ 0: run, index }) => {
    const before = text[index - 1] ?? "";
    const after = text[index + run.length] ?? "";
    // Part of a longer number or of a reference: EN-0123456789, 0123456789,5.
    const inside =
      /[\p{L}\d,]/u.test(before) ||
      (before === "/" && !/^\d\s/.test(run)) ||
      (/[,/]/.test(after) && /\d/.test(text[index + run.length + 1] ?? ""));
    return !inside && parts(run).some(isNumber);
  });
}

/** A run, and where its marks change the parts of one mark: "7/7 06 12 34 56 78" holds a number. */
function parts(run: string): string[] {
  const whole = run.replace(/[()]/g, "");
  const byMark = [/[^\d+\s]+/, /[^\d+.]+/, /[^\d+\-–]+/].flatMap((others) => whole.split(others));
  return [whole, ...byMark].map((part) => part.trim());
}

function isNumber(part: string): boolean {
  const marks = new Set([...part.matchAll(/[^\d+]+/g)].map(([mark]) => mark.trim() || " "));
  const digits = part.replace(/\D/g, "");
  const international = part.startsWith("+") || digits.startsWith("0033");
  if (international) return /^(?:00)?330?[1-9]\d{8}$/.test(digits);
  if (marks.size > 1) return false;
  if (/^0[1-9]\d{8}$/.test(digits)) return true;
  // One more group before it: "1 06 12 34 56 78".
  return /^\d{1}[\s.-]0[1-9](?:([\s.-])\d\d)(?:\1\d\d){3}$/.test(part);
}
