import type { Locale } from "../../../shared/locale.ts";
import { type Manifest, processings, type TableClaim } from "../../core/manifest.ts";
import { bases, heldFor, keptFor, processingTexts } from "./processings.ts";
import type { RegisterEntry } from "./register-contract.ts";
import { tableText } from "./table-texts.ts";

/**
 * The register of processing (RGPD, article 30) as the manifests of all features make it, in a reader's language.
 * @param about `mission`: only of what belongs to one, and no processing that keeps nothing of it
 */
export function registerOf(
  manifests: readonly Manifest[],
  locale: Locale,
  about: "everything" | "mission" = "everything",
): RegisterEntry[] {
  const entries = processings.map((name) => {
    const { title, purpose, data, basis, readers } = processingTexts[name];
    const kept = new Map<string, string[]>();
    for (const [table, claim] of manifests.flatMap(({ tables }) => Object.entries(tables))) {
      const { persons } = claim;
      if ("none" in persons || persons.processing !== name) continue;
      if (about === "mission" && !isOfMission(claim)) continue;
      const beyond = persons.held === undefined ? [] : [heldFor(persons.held.as, locale)];
      for (const howLong of [keptFor(persons.kept, locale), ...beyond])
        kept.set(howLong, [...(kept.get(howLong) ?? []), tableText(table, locale)]);
    }
    return {
      name,
      title: title[locale],
      purpose: purpose[locale],
      data: data[locale],
      basis: bases[basis][locale],
      readers: readers[locale],
      kept: [...kept].map(([howLong, what]) => ({ howLong, what })),
    };
  });
  return about === "mission" ? entries.filter(({ kept }) => kept.length > 0) : entries;
}

/** Its rows carry the mission's id. */
const isOfMission = ({ distributed }: TableClaim): boolean =>
  typeof distributed === "object" && distributed.by === "mission";
