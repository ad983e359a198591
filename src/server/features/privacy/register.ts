import type { Locale } from "../../../shared/locale.ts";
import { type Manifest, processings } from "../../core/manifest.ts";
import { bases, keptFor, processingTexts } from "./processings.ts";
import type { RegisterEntry } from "./register-contract.ts";
import { tableText } from "./table-texts.ts";

/** The register of processing (RGPD, article 30) as the manifests of all features make it, in a reader's language. */
export function registerOf(manifests: readonly Manifest[], locale: Locale): RegisterEntry[] {
  return processings.map((name) => {
    const { title, purpose, data, basis, readers } = processingTexts[name];
    const kept = new Map<string, string[]>();
    for (const [table, { persons }] of manifests.flatMap(({ tables }) => Object.entries(tables))) {
      if ("none" in persons || persons.processing !== name) continue;
      const howLong = keptFor(persons.kept, locale);
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
}
