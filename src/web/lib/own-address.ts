/**
 * The path, query and fragment of an address that stays at `origin`; null for any other. What decides is the parser
 * that browsers follow addresses by (WHATWG URL), never the look of the text: it drops tabs and line breaks and reads
 * `\` as `/`, so that a text which begins like a path of ours may name another host.
 */
export function ownAddress(text: string, origin: string): string | null {
  let read: URL;
  let path: string;
  let again: URL;
  try {
    read = new URL(text, origin);
    path = read.pathname + read.search + read.hash;
    again = new URL(path, origin);
  } catch {
    return null;
  }
  // The path of `/.//host` is `//host`: as an address of its own it would lead there.
  return read.origin === origin && again.href === read.href ? path : null;
}
