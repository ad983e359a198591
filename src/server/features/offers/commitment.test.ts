import fc from "fast-check";
import { expect, test } from "vitest";
import { leafHash, rootByInclusion } from "../../platform/proof/merkle.ts";
import { commitmentTo, termsOf, treeOf } from "./commitment.ts";

const revision = {
  missionId: "01900000-0000-7000-8000-000000000001",
  offerId: "0190abcd-ef01-7234-9abc-def012345678",
  revision: 3,
};
const offer = {
  priceCents: 7_654_321,
  durationDays: 45,
  message: "L’équipe d’Élodie & Cie <3\nDisponible dès lundi.",
};
const salt = Buffer.from(Array.from({ length: 32 }, (_, n) => n));

test("a commitment is what another program works out from the bytes that the document names", () => {
  // By hashlib and struct.pack(">IQI", 3, 7654321, 45) in Python.
  expect(commitmentTo(termsOf(revision, offer), salt).toString("hex")).toBe(
    "edef991b9793adebffd611e6274391c62955c61732383dab545282dc505d1696",
  );
});

test("another mission, offer, revision, price, duration, word or salt is another commitment", () => {
  const all = [
    commitmentTo(termsOf(revision, offer), salt),
    commitmentTo(termsOf({ ...revision, missionId: revision.offerId }, offer), salt),
    commitmentTo(termsOf({ ...revision, offerId: revision.missionId }, offer), salt),
    commitmentTo(termsOf({ ...revision, revision: 4 }, offer), salt),
    commitmentTo(termsOf(revision, { ...offer, priceCents: 7_654_320 }), salt),
    commitmentTo(termsOf(revision, { ...offer, priceCents: 7_654_321 + 2 ** 32 }), salt),
    commitmentTo(termsOf(revision, { ...offer, durationDays: 46 }), salt),
    commitmentTo(termsOf(revision, { ...offer, message: `${offer.message} ` }), salt),
    commitmentTo(termsOf(revision, offer), Buffer.alloc(32)),
  ];
  expect(new Set(all.map((one) => one.toString("hex"))).size).toBe(all.length);
});

test("the root does not depend on the order in which offers came, and each commitment leads to it", async () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((one) => Buffer.from(one));
  const some = fc.uniqueArray(bytes, { minLength: 1, maxLength: 40, selector: (one) => one.toString("hex") });
  await fc.assert(
    fc.asyncProperty(some, bytes, async (commitments, stranger) => {
      const tree = treeOf(commitments);
      expect(treeOf(commitments.toReversed()).root).toEqual(tree.root);
      for (const one of commitments) {
        const found = await tree.inclusionOf(one);
        if (found === null) throw new Error("a commitment is not found");
        expect(rootByInclusion(leafHash(one), found.index, tree.size, found.path)).toEqual(tree.root);
      }
      if (!commitments.some((one) => one.equals(stranger)))
        expect(await tree.inclusionOf(stranger)).toBeNull();
    }),
  );
});
