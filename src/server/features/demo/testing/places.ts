import type { DemoPlace } from "../places.ts";

/** Communes whose names ask something of French: articles, elisions, aspirated h, ligatures, hyphens. */
const NAMES =
  `Lyon|Le Mans|Les Sables-d'Olonne|Annecy|Hyères|Haguenau|La Rochelle|L'Île-d'Yeu|Yvetot|Yutz|Œuilly|Évreux|Uzès|
  Saint-Étienne|Onzain|Y|Eymoutiers|Le Tampon`
    .replace(/\n\s*/g, "")
    .split("|");

export const testPlaces: readonly DemoPlace[] = NAMES.map((name, index) => ({
  inseeCode: String(10_001 + index),
  name,
  postalCode: String(10_001 + index),
  latitude: 43 + index * 0.4,
  longitude: -1 + index * 0.4,
  population: 500 * (index + 1) ** 2,
}));

export const testTime = Date.UTC(2026, 10, 22, 10);
