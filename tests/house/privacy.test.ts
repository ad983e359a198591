import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processings } from "../../src/server/core/manifest.ts";
import { registerOf } from "../../src/server/features/privacy/register.ts";
import { tableTexts } from "../../src/server/features/privacy/table-texts.ts";
import { manifests } from "../../src/server/manifests.ts";
import { privacyPage } from "./privacy-page.ts";

const PAGE = join(import.meta.dirname, "../../docs/privacy.md");
const claims = manifests.flatMap(({ tables }) => Object.entries(tables));

test("docs/privacy.md is what the features say of themselves: if it is stale, run node scripts/privacy-doc.ts", async () => {
  expect(await readFile(PAGE, "utf8")).toBe(privacyPage());
});

test("each table in which a person stands has a name for people, and no other", () => {
  const wanted = claims.flatMap(([table, { persons }]) => ("none" in persons ? [] : [table]));
  expect(Object.keys(tableTexts).sort()).toEqual(wanted.sort());
});

test("each processing of the register keeps something, and each table is in one", () => {
  for (const locale of ["fr", "en"] as const) {
    const register = registerOf(manifests, locale);
    expect(register.map(({ name }) => name)).toEqual(processings);
    expect(register.filter(({ kept }) => kept.length === 0)).toEqual([]);
    const named = register.flatMap(({ kept }) => kept.flatMap(({ what }) => what));
    // What the law wants beyond the account stands there twice.
    expect([...new Set(named)].sort()).toEqual(
      Object.values(tableTexts)
        .map((texts) => texts[locale])
        .sort(),
    );
  }
});

test("of one mission the register names what carries it, all of that and nothing else", () => {
  const ofMission = claims.flatMap(([table, { distributed, persons }]) =>
    typeof distributed === "object" && distributed.by === "mission" && !("none" in persons)
      ? [tableTexts[table]?.en]
      : [],
  );
  const register = registerOf(manifests, "en", "mission");
  expect(register.flatMap(({ kept }) => kept.flatMap(({ what }) => what)).sort()).toEqual(ofMission.sort());
  expect(ofMission).toEqual(expect.arrayContaining(["Projects", "Offers", "Messages written"]));
  expect(register.map(({ name }) => name)).not.toContain("account");
});
