import type { Encoding } from "../../platform/cache/ready-answer.ts";

/** What an Accept-Encoding header allows, the smallest first. In time linear in its length: anybody sends any. */
export function allowedEncoding(header: string): Encoding {
  const allowed = new Set<string>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", parameter = ""] = part.split(";", 2).map((one) => one.trim());
    const refused = parameter.startsWith("q=") && !(Number(parameter.slice(2)) > 0);
    if (!refused) allowed.add(name);
  }
  return allowed.has("br") ? "br" : allowed.has("gzip") ? "gzip" : "identity";
}

/** Browsers send a handful of different headers; who sends others is answered without being remembered. */
const REMEMBERED = 50;
const encodings = new Map<string, Encoding>();

/** As `allowedEncoding`, of a request's field. */
export function encodingFor(header: string | string[] | undefined): Encoding {
  if (header === undefined) return "identity";
  const text = String(header);
  const known = encodings.get(text);
  if (known !== undefined) return known;
  const encoding = allowedEncoding(text);
  if (encodings.size < REMEMBERED) encodings.set(text, encoding);
  return encoding;
}
