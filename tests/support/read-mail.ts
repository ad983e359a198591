import type { ReceivedMail } from "./smtp-server.ts";

export interface ReadMail {
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly bytes: number;
}

/** As a mail program would show it. */
export function readMail({ raw }: Pick<ReceivedMail, "raw">): ReadMail {
  const { headers, parts } = readPart(raw);
  const find = (type: string) => parts.find((part) => part.type === type)?.content ?? "";
  return {
    subject: encodedWords(headers.subject ?? ""),
    headers,
    text: find("text/plain"),
    html: find("text/html"),
    bytes: Buffer.byteLength(raw),
  };
}

interface Part {
  readonly type: string;
  readonly content: string;
}

function readPart(raw: string): { headers: Record<string, string>; parts: Part[] } {
  const at = raw.indexOf("\r\n\r\n");
  const headers: Record<string, string> = {};
  for (const line of raw
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")) {
    const colon = line.indexOf(":");
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = raw.slice(at + 4);
  const type = headers["content-type"] ?? "text/plain";
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined)
    return { headers, parts: [{ type: type.split(";")[0] ?? "", content: decoded(body, headers) }] };
  const inner = body.split(`--${boundary}`).slice(1, -1);
  return { headers, parts: inner.flatMap((part) => readPart(part.replace(/^\r\n/, "")).parts) };
}

function decoded(body: string, headers: Record<string, string>): string {
  const encoding = (headers["content-transfer-encoding"] ?? "").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  const plain = encoding === "quoted-printable" ? quotedPrintable(body) : body;
  return plain.replaceAll("\r\n", "\n");
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

/** RFC 2047. */
const encodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : quotedPrintable(word.replaceAll("_", " ")),
    );
