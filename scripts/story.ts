/**
 * Plays the main story through the API of a running Swideal, as a stranger's program would:
 *
 *     node scripts/story.ts [http://localhost:3000]
 *
 * Makes three accounts and one mission; needs EMAIL_VERIFICATION=off. Stops at the first answer that is not
 * the expected one.
 */
import { randomUUID } from "node:crypto";

const base = `${process.argv[2] ?? "http://localhost:3000"}/api/v1`;

// biome-ignore lint/suspicious/noExplicitAny: whatever the API answers
type Body = any;

async function call(
  method: string,
  path: string,
  expected: number,
  token?: string,
  body?: unknown,
): Promise<Body> {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  console.log(`${method.padEnd(5)} ${decodeURIComponent(path).padEnd(66)} ${response.status}`);
  if (response.status !== expected) throw new Error(`${expected} was expected: ${text}`);
  return text === "" ? null : JSON.parse(text);
}

function expect(what: string, holds: boolean): void {
  console.log(`      ${holds ? "yes" : "NO "}: ${what}`);
  if (!holds) throw new Error(`does not hold: ${what}`);
}

async function account(displayName: string): Promise<string> {
  const registration = {
    email: `${randomUUID()}@example.org`,
    password: "une phrase de passe assez longue",
    displayName,
  };
  return (await call("POST", "/auth/register", 201, undefined, registration)).accessToken;
}

const client = await account("Mairie de Vénissieux");
const paul = await account("Paul Ménard");
const zoe = await account("Zoé Lacombe");

const mark = randomUUID().slice(0, 8);
const mission = await call("POST", "/missions", 201, client, {
  title: `Cherche électricien pour la salle des fêtes ${mark}`,
  description:
    "L'équipe d'Élodie & Cie <3 remet aux normes le tableau et 24 prises. Accès de plain-pied, en semaine.",
  category: "electricite",
  budget: { valueCents: 350_000 },
  location: { inseeCode: "69259" },
  deadline: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  publish: true,
});
const isOurs = (item: Body) => item.id === mission.id;

for (const q of ["electricien", "électricienne"]) {
  const found = await call("GET", `/missions?q=${encodeURIComponent(`${q} ${mark}`)}`, 200);
  expect(`found first by « ${q} ${mark} »`, isOurs(found.items[0]));
}
const near = await call("GET", "/missions?sort=distance&lat=45.75&lng=4.85&radiusKm=15&limit=100", 200);
expect("found within 15 km of Lyon", near.items.some(isOurs));

const offer = { durationDays: 6, message: "Disponible dès lundi, assurance décennale fournie." };
const first = await call("POST", `/missions/${mission.id}/offers`, 201, paul, {
  ...offer,
  priceCents: 320_000,
});
const second = await call("POST", `/missions/${mission.id}/offers`, 201, zoe, {
  ...offer,
  priceCents: 310_000,
});
await call("PATCH", `/offers/${first.id}`, 409, paul, { priceCents: 319_999 });
await call("PATCH", `/offers/${first.id}`, 200, paul, { priceCents: 305_000 });
const shown = await call("GET", `/missions/${mission.id}`, 200);
expect("2 offers, the best at 3 050,00", shown.offerCount === 2 && shown.bestOfferCents === 305_000);

await call("POST", `/offers/${first.id}/award`, 200, client);
const refused = await call("POST", `/offers/${second.id}/award`, 409, client);
expect("the second award is refused as already_awarded", refused.code === "already_awarded");
await call("POST", `/missions/${mission.id}/start`, 200, paul);
await call("POST", `/missions/${mission.id}/deliver`, 200, paul);
const done = await call("POST", `/missions/${mission.id}/complete`, 200, client);
expect("the mission is completed", done.status === "completed");
console.log("The story holds.");
