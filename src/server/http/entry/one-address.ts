/** Of what an id is written with; nothing that divides an address. */
const NEEDLESSLY_ENCODED = /%(?:2d|3\d|[46][1-9a-f]|[57][\da])/gi;
const ID = /(?<=\/)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?=\/|$)/gi;

/**
 * The target of a request with each id of its path as we write it: a UUID in capitals is the same one (RFC 9562,
 * section 4), and so are letters that are percent-encoded (RFC 3986, section 6.2.2). Whatever goes by the address
 * behind this, caches, tags and idempotency keys, knows one address for one thing.
 */
export function oneAddress(target: string): string {
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  if (!/[A-F%]/.test(path)) return target;
  const plain = path.replace(NEEDLESSLY_ENCODED, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  return plain.replace(ID, (id) => id.toLowerCase()) + target.slice(path.length);
}
