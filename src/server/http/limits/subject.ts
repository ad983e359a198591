import { isIPv4, isIPv6 } from "node:net";

/**
 * Under which name an address is counted: an IPv4 address whole, an IPv6 address by its /64, which is what one
 * customer gets; an IPv4 address written as IPv6 is the IPv4 address. What is no address counts as one and the same,
 * so that nobody gets a new count by writing nonsense.
 */
export function addressSubject(address: string | undefined): string {
  const bare = withoutPort(address ?? "");
  if (isIPv4(bare)) return bare;
  const unscoped = bare.split("%", 1)[0] ?? "";
  if (!isIPv6(unscoped)) return "unknown";
  const groups = groupsOf(unscoped);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6], groups[7]].flatMap((group = 0) => [group >> 8, group & 0xff]).join(".");
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/**
 * The network around an address, wider than what is counted as one: an IPv4 /24, an IPv6 /48, which is what whoever has many
 * addresses often has. It is good for an order and not for a refusal: strangers may share it.
 */
export function networkSubject(address: string | undefined): string {
  const subject = addressSubject(address);
  if (isIPv4(subject)) return `${subject.split(".").slice(0, 3).join(".")}.0/24`;
  return subject === "unknown" ? subject : `${subject.split(":").slice(0, 3).join(":")}::/48`;
}

/** Some proxies forward `203.0.113.7:50123` or `[2001:db8::1]:50123`. */
function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  const [host = "", ...rest] = address.split(":");
  return rest.length === 1 && isIPv4(host) ? host : address;
}

/** The eight 16-bit groups of a valid IPv6 address (RFC 4291, section 2.2). */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const left = partsOf(head);
  if (tail === undefined) return left;
  const right = partsOf(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function partsOf(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    if (!part.includes(".")) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
