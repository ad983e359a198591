import type { Random } from "./random.ts";

/** A commune as the demonstration needs it; degrees WGS 84. */
export type DemoPlace = {
  inseeCode: string;
  name: string;
  postalCode: string;
  latitude: number;
  longitude: number;
  population: number;
};

export type PlaceLottery = {
  places: readonly DemoPlace[];
  /** A commune, each as likely as it is populous. */
  pick(random: Random): DemoPlace;
};

/** Throws when no commune has inhabitants. */
export function createPlaceLottery(communes: readonly DemoPlace[]): PlaceLottery {
  const places = communes.map((place) => ({ ...place, name: place.name.normalize("NFC") }));
  const upTo = new Float64Array(places.length);
  let total = 0;
  places.forEach((place, index) => {
    total += place.population;
    upTo[index] = total;
  });
  if (total === 0) throw new RangeError("The demonstration needs communes with inhabitants.");
  return {
    places,
    pick(random) {
      const target = random.next() * total;
      let low = 0;
      let high = places.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] as number) > target) high = middle;
        else low = middle + 1;
      }
      return places[low] as DemoPlace;
    },
  };
}

/**
 * A point in the commune, in degrees: near its centre, farther out where many people live, at most 4 km. Half
 * of all missions stand exactly at the centre, as when a client names the commune alone.
 */
export function pointIn(place: DemoPlace, random: Random): { latitude: number; longitude: number } {
  if (random.chance(0.5)) return { latitude: place.latitude, longitude: place.longitude };
  const km = Math.min(4, 0.2 + Math.sqrt(place.population) / 150) * Math.sqrt(random.next());
  const angle = random.next() * 2 * Math.PI;
  const kmPerDegree = 111.2;
  const latitude = place.latitude + (km * Math.sin(angle)) / kmPerDegree;
  const longitude =
    place.longitude + (km * Math.cos(angle)) / (kmPerDegree * Math.cos((place.latitude * Math.PI) / 180));
  return { latitude: round(latitude), longitude: round(longitude) };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
