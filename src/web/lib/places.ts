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

/** The code of the department that an INSEE code begins with: 69, 2A, 974. */
export function departmentOf(inseeCode: string): string {
  return inseeCode.slice(0, /^9[78]/.test(inseeCode) ? 3 : 2);
}

/** A place as lists and fields name it: `Lyon (69001)`. */
export function placeLabel({ name, postalCode }: Pick<Place, "name" | "postalCode">): string {
  return `${name} (${postalCode})`;
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/œ/gi, "oe")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/**
 * Of the places found for a text the one that it surely means: the only one, or the only one of that name or label. Null
 * where it may mean several, and where it means none.
 */
export function surelyMeant<Found extends Pick<Place, "name" | "postalCode" | "formerName">>(
  text: string,
  found: readonly Found[],
): Found | null {
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  const typed = plain(text);
  const named = found.filter((place) =>
    [place.name, placeLabel(place), place.formerName ?? ""].some((name) => plain(name) === typed),
  );
  return named.length === 1 ? (named[0] as Found) : null;
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
