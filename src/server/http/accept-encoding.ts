export type Encoding = "br" | "gzip" | "identity";

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
