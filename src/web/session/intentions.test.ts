import { expect, it } from "vitest";
import { type Intention, keyFor, nameOf, settle } from "./intentions.ts";

const accept: Intention = {
  account: "019e0000-0000-7000-8000-000000000001",
  party: null,
  path: "/invitations/accept",
  body: JSON.stringify({ token: "s3cret-t0ken", acceptRelatedOffers: false }),
};

it("is named without what its body says: an invitation's token stays off the device", () => {
  expect(nameOf(accept)).toMatch(/^swideal\.intention\.[\da-f-]{36}\.[\da-f]{16}$/);
});

it("has one key until it is settled; another body, address, party or account is another intention", () => {
  const key = keyFor(accept);
  expect(keyFor({ ...accept })).toBe(key);
  const others = [
    { ...accept, body: accept.body.replace("false", "true") },
    { ...accept, path: "/parties" },
    { ...accept, party: "019e0000-0000-7000-8000-000000000002" },
    { ...accept, account: "019e0000-0000-7000-8000-000000000003" },
  ];
  expect(new Set([accept, ...others].map((intention) => keyFor(intention))).size).toBe(5);
  settle(accept);
  expect(keyFor(accept)).not.toBe(key);
});
