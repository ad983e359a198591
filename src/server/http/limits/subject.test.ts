import fc from "fast-check";
import { expect, test } from "vitest";
import { addressSubject, networkSubject } from "./subject.ts";

const group = fc.integer({ min: 0, max: 0xffff });
const groups = fc.tuple(group, group, group, group, group, group, group, group);

/** Every way in which RFC 4291 lets an address be written: letters' case, leading zeros, `::` for any run of zeros. */
const written = (value: readonly number[]) =>
  fc.record({ upper: fc.boolean(), zeros: fc.boolean(), at: fc.nat(7), run: fc.nat(8) }).map((style) => {
    const parts = value.map((one) => {
      const digits = one.toString(16).padStart(style.zeros ? 4 : 1, "0");
      return style.upper ? digits.toUpperCase() : digits;
    });
    let end = style.at;
    while (end < 8 && end - style.at < style.run && value[end] === 0) end++;
    if (end === style.at) return parts.join(":");
    return `${parts.slice(0, style.at).join(":")}::${parts.slice(end).join(":")}`;
  });

const sparse = fc.tuple(groups, fc.array(fc.nat(7), { maxLength: 6 })).map(([value, zeros]) => {
  const copy: number[] = [...value];
  for (const index of zeros) copy[index] = 0;
  return copy;
});
const notMapped = (value: readonly number[]) =>
  !(value.slice(0, 5).every((one) => one === 0) && value[5] === 0xffff);

test("an IPv6 address is its /64, however it is written and whatever its other half", () => {
  const written64 = sparse.filter(notMapped).chain((value) => fc.tuple(fc.constant(value), written(value)));
  fc.assert(
    fc.property(written64, ([value, text]) => {
      const network = value.slice(0, 4).map((one) => one.toString(16));
      expect(addressSubject(text)).toBe(`${network.join(":")}::/64`);
    }),
    { numRuns: 2_000 },
  );
});

test("addresses of different /64 are never counted together", () => {
  fc.assert(
    fc.property(sparse, sparse, (one, other) => {
      fc.pre(notMapped(one) && notMapped(other) && one.slice(0, 4).join() !== other.slice(0, 4).join());
      const text = (value: number[]) => value.map((part) => part.toString(16)).join(":");
      expect(addressSubject(text(one))).not.toBe(addressSubject(text(other)));
    }),
  );
});

test("an IPv4 address is itself, also when it is written as IPv6 or with a port", () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
      const hexadecimal = `::ffff:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
      for (const form of [
        address,
        `${address}:${port}`,
        `::ffff:${address}`,
        `::FFFF:${address}`,
        hexadecimal,
      ]) {
        expect(addressSubject(form)).toBe(address);
      }
    }),
  );
});

test("an IPv6 address with a port or a zone is still its /64", () => {
  expect(addressSubject("[2001:db8:1:2::7]:50123")).toBe("2001:db8:1:2::/64");
  expect(addressSubject("[2001:db8:1:2::7]")).toBe("2001:db8:1:2::/64");
  expect(addressSubject("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});

test("whatever is no address is counted as one and the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const subject = addressSubject(text);
      expect(subject === "unknown" || /^[\d.]{7,15}$|^[\da-f:]{7,19}::\/64$/.test(subject)).toBe(true);
    }),
  );
  for (const nonsense of [undefined, "", "unknown", "300.1.1.1", "1.2.3", "::ffff:1.2.3.400", "g::1", "_x"]) {
    expect(addressSubject(nonsense)).toBe("unknown");
  }
});

test("the network around an address is its /24, or its /48, in which addresses of a /64 lie together", () => {
  expect(networkSubject("203.0.113.77")).toBe("203.0.113.0/24");
  expect(networkSubject("::ffff:203.0.113.9")).toBe("203.0.113.0/24");
  expect(networkSubject("2001:DB8:1:2::7")).toBe("2001:db8:1::/48");
  expect(networkSubject("2001:db8:1:ffff::")).toBe("2001:db8:1::/48");
  expect(networkSubject("nowhere")).toBe("unknown");
});
