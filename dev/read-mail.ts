import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface KeptMail {
  /** The file's name, which begins with when it was sent. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The mails that left since the folder was made, the newest first. */
export async function readMails(dataDir: string): Promise<KeptMail[]> {
  const folder = join(dataDir, "mails");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  // One that begins with a dot is still being written.
  const whole = names.filter((name) => name.endsWith(".eml") && !name.startsWith(".")).sort();
  return Promise.all(
    whole.reverse().map(async (name) => parseMail(name, await readFile(join(folder, name), "latin1"))),
  );
}

/**
 * What the mailer writes: headers and one text (RFC 5322), in quoted-printable or base64 (RFC 2045), with words of
 * headers as RFC 2047 has them.
 * @param source its bytes, as latin1
 */
export function parseMail(name: string, source: string): KeptMail {
  const end = source.indexOf("\r\n\r\n");
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const header = (wanted: string) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${wanted}:`));
    return decodeWords(line?.slice(wanted.length + 1).trim() ?? "");
  };
  const coding = header("content-transfer-encoding").toLowerCase();
  const body = source.slice(end + 4);
  const boundary = /boundary="?([^";]+)/.exec(header("content-type"))?.[1];
  // Of text and HTML, which say the same, the text stands first.
  const [, first = ""] = boundary === undefined ? [] : body.split(`--${boundary}\r\n`);
  return {
    name,
    from: header("from"),
    to: header("to"),
    subject: header("subject"),
    text: boundary === undefined ? decodeBody(body, coding) : parseMail(name, first).text,
  };
}

function decodeBody(body: string, coding: string): string {
  if (coding === "base64") return Buffer.from(body, "base64").toString();
  if (coding === "quoted-printable") return utf8(quoted(body.replace(/=\r\n/g, "")));
  return utf8(body);
}

const decodeWords = (text: string): string =>
  utf8(
    text
      .replace(/(\?=)\s+(?==\?)/g, "$1")
      .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
        how.toLowerCase() === "b"
          ? Buffer.from(word, "base64").toString("latin1")
          : quoted(word.replaceAll("_", " ")),
      ),
  );

/** Bytes as latin1. */
const quoted = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const utf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString();
