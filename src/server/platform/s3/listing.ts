export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly at: Date;
}

/** A page of ListObjectsV2. */
export interface ListedPage {
  readonly objects: readonly ListedObject[];
  /** What asks for the next page; null: this is the last. */
  readonly next: string | null;
}

/**
 * Reads the answer of a server that is not trusted: by looking for the few elements that are needed, in one pass. null for what is no
 * such answer: another document, a declaration or a comment in it, an element that does not end, a page that says that more follow and
 * not how to ask.
 */
export function readListing(xml: string): ListedPage | null {
  if (!xml.includes("<ListBucketResult") || xml.includes("<!")) return null;
  const objects: ListedObject[] = [];
  let outside = "";
  let at = 0;
  for (;;) {
    const begin = xml.indexOf(BEGIN, at);
    if (begin < 0) break;
    outside += xml.slice(at, begin);
    const end = xml.indexOf(END, begin);
    const object = end < 0 ? null : readObject(xml.slice(begin, end));
    if (object === null) return null;
    objects.push(object);
    at = end + END.length;
  }
  outside += xml.slice(at);
  if (textOf(outside, "IsTruncated") !== "true") return { objects, next: null };
  const next = textOf(outside, "NextContinuationToken");
  return next === null || next === "" ? null : { objects, next };
}

const BEGIN = "<Contents>";
const END = "</Contents>";

function readObject(xml: string): ListedObject | null {
  const key = textOf(xml, "Key");
  const size = textOf(xml, "Size");
  const at = new Date(textOf(xml, "LastModified") ?? "");
  if (key === null || size === null || !/^\d{1,15}$/.test(size) || Number.isNaN(at.getTime())) return null;
  return { key, bytes: Number(size), at };
}

/** What an element holds, when it is text alone. */
export function textOf(xml: string, element: string): string | null {
  const [begin, end] = [`<${element}>`, `</${element}>`];
  const from = xml.indexOf(begin);
  const to = from < 0 ? -1 : xml.indexOf(end, from);
  const text = to < 0 ? "" : xml.slice(from + begin.length, to);
  return to < 0 || text.includes("<") ? null : unescaped(text);
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
