import type { AuctionRecord, Performer } from "../lib/api-types.ts";

/** What the lines of a record say, as docs/auction-record.md names their kinds. */
export type Line =
  | {
      readonly kind: "mission";
      readonly missionId: string;
      readonly auction: "open" | "sealed";
      readonly category: string | null;
      readonly budgetCents: number | null;
      readonly currency: string;
      readonly remote: boolean;
      readonly performers: readonly Performer[];
      readonly publishedAt: string | null;
    }
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "description"; readonly text: string }
  | { readonly kind: "skills"; readonly skills: readonly string[] }
  | { readonly kind: "place"; readonly inseeCode: string | null }
  | { readonly kind: "question"; readonly number: number; readonly askedAt: string }
  | { readonly kind: "answer"; readonly number: number; readonly answeredAt: string }
  | { readonly kind: "addendum"; readonly number: number; readonly addedAt: string }
  | { readonly kind: "question_text"; readonly number: number; readonly text: string }
  | { readonly kind: "answer_text"; readonly number: number; readonly text: string }
  | { readonly kind: "addendum_text"; readonly number: number; readonly text: string }
  | {
      readonly kind: "price";
      readonly bidder: number;
      readonly revision: number;
      readonly priceCents: number;
      readonly madeAt: string;
    }
  | {
      readonly kind: "terms";
      readonly bidder: number;
      readonly revision: number;
      readonly durationDays: number;
      readonly commitment: string;
    }
  | { readonly kind: "message"; readonly bidder: number; readonly revision: number; readonly text: string }
  | { readonly kind: "bidder"; readonly bidder: number; readonly partyId: string }
  | {
      readonly kind: "move";
      readonly number: number;
      readonly move: string;
      readonly bidder: number | null;
      readonly at: string;
      readonly deadline: string | null;
    }
  | { readonly kind: "bidders"; readonly count: number }
  | { readonly kind: "commitment"; readonly commitment: string }
  | { readonly kind: "root"; readonly size: number; readonly root: string };

type Kind = Line["kind"];
export type LineOf<K extends Kind> = Extract<Line, { readonly kind: K }>;

/** A head as its signature says it. */
export interface ReadHead {
  readonly number: number;
  readonly madeAt: string;
  /** Of the key that has signed. */
  readonly keyId: string;
  /** What is signed, byte for byte. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many lines it is over, and how many of them this reader was given. */
  readonly lines: number;
  readonly shown: number;
}

export interface ReadRecord {
  readonly heads: readonly ReadHead[];
  /** In the order of the record. */
  readonly lines: readonly Line[];
}

/** Takes a record apart; whether it is as it was signed is for `docs/verify-record.mjs` to say, which does not come from here. */
export function readRecord({ heads }: AuctionRecord): ReadRecord {
  return {
    heads: heads.map(({ number, madeAt, signed, lines }) => {
      const [header = "", payload = ""] = signed.split(".");
      const bytes = fromBase64Url(payload);
      const { kid } = JSON.parse(textOf(fromBase64Url(header))) as { kid: string };
      const head = JSON.parse(textOf(bytes)) as { lines: readonly unknown[] };
      return { number, madeAt, keyId: kid, bytes, lines: head.lines.length, shown: lines.length };
    }),
    lines: heads.flatMap(({ lines }) => lines.map(({ line }) => JSON.parse(line) as Line)),
  };
}

/** Those of one kind, in order. */
export const linesOf = <K extends Kind>({ lines }: Pick<ReadRecord, "lines">, kind: K): LineOf<K>[] =>
  lines.filter((line): line is LineOf<K> => line.kind === kind);

export type Happened = LineOf<"price" | "move" | "question" | "answer" | "addendum">;
const HAPPENED: ReadonlySet<Kind> = new Set(["price", "move", "question", "answer", "addendum"]);

/** What happened, in the order in which it did. */
export const happenedIn = ({ lines }: Pick<ReadRecord, "lines">): Happened[] =>
  lines.filter((line): line is Happened => HAPPENED.has(line.kind));

/** SHA-256 in hexadecimal; null where the browser works none out: over plain http. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (char) => char.charCodeAt(0));
}
