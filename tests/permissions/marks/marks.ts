/** Texts that stand nowhere else, each known by what it was sent as. */
export interface Marks {
  /** A new one. @param sentAs for the reader of a failure, e.g. `POST /reports /text` */
  make(sentAs: string): string;
  /** As what the marks of a text were sent, each once. */
  in(text: string): string[];
}

// Letters alone: nothing takes them for a number, a telephone or several words, and lower case stays as it is.
const DIGITS = "abcdefghij";
const MARK = /zqmark[a-j]{5}zq/gi;

export function createMarks(): Marks {
  const known = new Map<string, string>();
  return {
    make(sentAs) {
      const number = String(known.size).padStart(5, "0");
      const mark = `zqmark${number.replace(/\d/g, (digit) => DIGITS[Number(digit)] as string)}zq`;
      known.set(mark, sentAs);
      return mark;
    },
    in: (text) => [
      ...new Set((text.match(MARK) ?? []).map((mark) => known.get(mark.toLowerCase()) ?? `unknown: ${mark}`)),
    ],
  };
}
