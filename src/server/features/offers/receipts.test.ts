import { createHash, createPublicKey } from "node:crypto";
import { compactVerify } from "jose";
import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { offerInput, type Person } from "../../../../tests/support/people.ts";
import { leafHash, rootByInclusion, rootOf } from "../../platform/proof/merkle.ts";
import type { OfferReceipt } from "./receipt-contract.ts";
import { writeRootsOfHidden } from "./sealed-root.ts";

const { server, client, paul, zoe, judge, stranger, bid, move, passDeadline, ...market } = marketWorld();
const REASON = { reason: "Le besoin a changé depuis hier." };
const sealed = (changes = {}) => market.published({ auction: "sealed", ...changes });

const receiptPath = (offerId: string) => `/offers/${offerId}/receipt`;
async function receipt(who: Person, offerId: string): Promise<OfferReceipt> {
  const { status, body, text } = await who.get(receiptPath(offerId));
  expect(status, text).toBe(200);
  return body;
}
const statusFor = async (who: Person, offerId: string) => (await who.get(receiptPath(offerId))).status;

const sha256 = (...parts: (Buffer | string)[]) =>
  createHash("sha256")
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest();

/** The commitment as docs/sealed-offers.md has it, by another's hand. */
function opened(mission: string, offer: string, said: OfferReceipt["revisions"][number]): string {
  const uuid = (id: string) => Buffer.from(id.replace(/-/g, ""), "hex");
  const u32 = (n: number) => Buffer.from(n.toString(16).padStart(8, "0"), "hex");
  const u64 = (n: number) => Buffer.from(n.toString(16).padStart(16, "0"), "hex");
  return sha256(
    "swideal-offer-v1\0",
    uuid(mission),
    uuid(offer),
    u32(said.revision),
    u64(said.priceCents),
    u32(said.durationDays),
    Buffer.from(said.messageSha256, "hex"),
    Buffer.from(said.salt, "hex"),
  ).toString("hex");
}

const evidenceOf = (resourceId: string, action: string) =>
  server
    .sql<{ evidence: string }>(
      `select encode(evidence, 'hex') as evidence from audit_entries
       where resource_id = $1 and action = $2 order by at`,
      [resourceId, action],
    )
    .then((rows) => rows.map(({ evidence }) => evidence));

test("a provider has its receipt at once: each price opens its commitment, which the log has held since it was made", async () => {
  const mission = await sealed();
  const offer = await bid(paul, mission, 300_000);
  await paul.patch(`/offers/${offer}`, { priceCents: 250_000 });
  await paul.post(`/offers/${offer}/withdraw`);
  await paul.post(
    `/missions/${mission}/offers`,
    offerInput(240_000, { message: "Encore moi.", durationDays: 7 }),
  );
  const { revisions, root, ...named } = await receipt(paul, offer);
  expect(named).toMatchObject({ missionId: mission, offerId: offer });
  expect(root).toBeNull();
  expect(
    revisions.map(({ revision, priceCents, durationDays }) => [revision, priceCents, durationDays]),
  ).toEqual([
    [1, 300_000, 10],
    [2, 250_000, 10],
    [3, 240_000, 7],
  ]);
  expect(revisions.at(-1)?.messageSha256).toBe(sha256("Encore moi.").toString("hex"));
  expect(revisions.map((said) => opened(mission, offer, said))).toEqual(
    revisions.map(({ commitment }) => commitment),
  );
  const logged = [...(await evidenceOf(offer, "offer.make")), ...(await evidenceOf(offer, "offer.lower"))];
  expect(logged.sort()).toEqual(revisions.map(({ commitment }) => commitment).sort());
  expect(new Set(revisions.map(({ salt }) => salt)).size).toBe(3);
});

test("a receipt is signed by a key that everybody can read, is the same when it is asked for again, and is kept by nobody", async () => {
  const mission = await sealed();
  const offer = await bid(paul, mission);
  const [first, again] = [await paul.get(receiptPath(offer)), await paul.get(receiptPath(offer))];
  expect(again.text).toBe(first.text);
  expect(first.headers.get("cache-control")).toBe("no-store");
  const { body: set } = await server.api.request("GET", "/.well-known/swideal-record-keys.json");
  const { payload, protectedHeader } = await compactVerify(
    first.body.receipt,
    ({ kid }: { kid?: string }) => {
      const jwk = set.keys.find((key: { kid: string }) => key.kid === kid);
      return createPublicKey({ key: jwk, format: "jwk" });
    },
  );
  expect(protectedHeader).toEqual({ alg: "EdDSA", typ: "swideal-record+jws", kid: set.keys[0].kid });
  const [said] = first.body.revisions;
  expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
    kind: "swideal-offer-receipt-v1",
    missionId: mission,
    offerId: offer,
    revisions: [{ revision: 1, madeAt: said.madeAt, commitment: said.commitment }],
    root: null,
  });
});

test("before the deadline nobody but its provider gets what opens a commitment; from then on the client and moderators do", async () => {
  const mission = await sealed();
  const [pauls, zoes] = [await bid(paul, mission, 300_000), await bid(zoe, mission, 280_000)];
  const asked = async () => Promise.all([client, judge, zoe, stranger].map((who) => statusFor(who, pauls)));
  expect(await asked()).toEqual([409, 404, 404, 404]);
  await passDeadline(mission);
  expect(await asked()).toEqual([200, 200, 404, 404]);
  expect((await receipt(client, zoes)).revisions[0]?.salt).toBe(
    (await receipt(zoe, zoes)).revisions[0]?.salt,
  );
  const read = await server.sql(
    "select from audit_entries where action = 'offer.read_receipt' and resource_id = $1",
    [pauls],
  );
  expect(read).toHaveLength(1);
});

test("the transition that closes writes one root over every commitment, withdrawn ones included; each leads to it", async () => {
  const mission = await sealed();
  const [pauls, zoes] = [await bid(paul, mission, 300_000), await bid(zoe, mission, 280_000)];
  await paul.patch(`/offers/${pauls}`, { priceCents: 250_000 });
  await zoe.post(`/offers/${zoes}/withdraw`);
  await passDeadline(mission);
  const receipts = [await receipt(paul, pauls), await receipt(zoe, zoes)];
  const said = receipts.flatMap(({ revisions }) => revisions);
  const commitments = said.map(({ commitment }) => Buffer.from(commitment, "hex")).sort(Buffer.compare);
  const root = rootOf(commitments.map(leafHash));
  for (const one of receipts) expect(one.root).toMatchObject({ size: 3, root: root.toString("hex") });
  for (const { commitment, inclusion } of said) {
    const path = (inclusion?.path ?? []).map((step) => Buffer.from(step, "hex"));
    expect(
      rootByInclusion(leafHash(Buffer.from(commitment, "hex")), inclusion?.index ?? -1, 3, path),
    ).toEqual(root);
  }
  expect(await evidenceOf(mission, "mission.write_root")).toEqual([root.toString("hex")]);
  const moved = await server.sql<{ same: boolean }>(
    `select count(distinct xmin::text) = 1 as same from (
       select xmin from audit_entries where resource_id = $1 and action in ('mission.close', 'mission.write_root')) t`,
    [mission],
  );
  expect(moved).toEqual([{ same: true }]);
});

test("a mission that is hidden at its deadline has its root all the same, and gets no second one when it is shown again", async () => {
  const mission = await sealed();
  const offer = await bid(paul, mission);
  await judge.post(`/admin/missions/${mission}/hide`, REASON);
  await writeRootsOfHidden(server.resources.database);
  expect((await receipt(paul, offer)).root).toBeNull();
  await passDeadline(mission);
  expect((await receipt(paul, offer)).root).toBeNull();
  await writeRootsOfHidden(server.resources.database);
  const { root } = await receipt(paul, offer);
  expect(root?.size).toBe(1);
  expect(await statusFor(client, offer)).toBe(200);
  await judge.post(`/admin/missions/${mission}/unhide`, REASON);
  await passDeadline(mission);
  expect((await receipt(paul, offer)).root).toEqual(root);
  expect(await evidenceOf(mission, "mission.write_root")).toHaveLength(1);
});

test("one that is cancelled before its deadline is never opened: to its client neither price nor salt, ever", async () => {
  const mission = await sealed({ deadline: new Date(Date.now() + 65_000).toISOString() });
  const offer = await bid(paul, mission, 300_000);
  await move(client, mission, "cancel", REASON);
  // As if a minute had gone by since.
  await server.sql(
    `update missions set deadline = clock_timestamp() - interval '1 s', ended_at = ended_at - interval '1 minute'
     where id = $1`,
    [mission],
  );
  expect([await statusFor(client, offer), await statusFor(judge, offer)]).toEqual([409, 404]);
  expect((await client.get(`/missions/${mission}/offers`)).body.items).toMatchObject([{ priceCents: null }]);
  expect((await receipt(paul, offer)).root).toBeNull();
});

test("what the log holds of an offer outlives the erasure of its details", async () => {
  const mission = await sealed();
  const offer = await bid(paul, mission);
  const [{ commitment } = { commitment: "" }] = (await receipt(paul, offer)).revisions;
  await server.sql(
    "delete from audit_details d using audit_entries e where e.resource_id = $1 and d.entry_id = e.id",
    [offer],
  );
  expect(await evidenceOf(offer, "offer.make")).toEqual([commitment]);
});

test("a price that the database's owner alters opens its commitment no more", async () => {
  const mission = await sealed();
  const offer = await bid(paul, mission, 300_000);
  await server.sql("update offer_revisions set price_cents = 299999 where offer_id = $1", [offer]);
  const [said] = (await receipt(paul, offer)).revisions;
  if (said === undefined) throw new Error("no revision");
  expect(opened(mission, offer, said)).not.toBe(said.commitment);
  expect(opened(mission, offer, { ...said, priceCents: 300_000 })).toBe(said.commitment);
});
