import type { RouterContextProvider } from "react-router";
import type { List, Place } from "./api-types.ts";
import { readApi } from "./read-api.ts";

/** A town's part of an address, e.g. `saint-etienne-42218`. */
export function placeSlug({ name, inseeCode }: Pick<Place, "name" | "inseeCode">): string {
  const slug = name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/[^a-z0-9]+/gi, "-")
    .replace(/^-|-$/g, "");
  return `${slug.toLowerCase()}-${inseeCode}`;
}

/** The town that an address names, or null. */
export async function placeOfSlug(
  context: Readonly<RouterContextProvider>,
  slug: string,
): Promise<Place | null> {
  const match = /^(.+)-(\d{5}|2[AB]\d{3})$/.exec(slug);
  if (match === null) return null;
  const [, name = "", inseeCode] = match;
  const found = await findPlaces(context, name.replaceAll("-", " "), 20);
  return found.find((place) => place.inseeCode === inseeCode) ?? null;
}

/** Communes by name, by postal code, or as suggestions write both: `Lyon (69001)`. The likeliest first. */
export async function findPlaces(
  context: Readonly<RouterContextProvider>,
  text: string,
  limit: number,
): Promise<readonly Place[]> {
  const [, name, postalCode] = /^(.+) \((\d{5})\)$/.exec(text) ?? [];
  const q = postalCode ?? text;
  const { items } = await readApi<List<Place>>(context, "/places", { q, limit: postalCode ? 100 : limit });
  return name === undefined ? items : items.filter((place) => place.name === name);
}
