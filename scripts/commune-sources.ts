/** What the packages say of communes, and points and boxes in degrees WGS 84, for scripts/build-communes.ts. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Extent {
  readonly id: string;
  readonly name: string;
  /** West, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
}
export function centreOf({ bbox: [west, south, east, north] }: Extent): Point {
  return { latitude: (south + north) / 2, longitude: (west + east) / 2 };
}

export function contains(
  { bbox: [west, south, east, north] }: Extent,
  { latitude, longitude }: Point,
): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

export function mean(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const average = (of: (point: Point) => number) => points.reduce((sum, p) => sum + of(p), 0) / points.length;
  return { latitude: average((p) => p.latitude), longitude: average((p) => p.longitude) };
}

/** Kilometres, by the haversine formula on a sphere of 6,371 km. */
export function distance(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2 +
    Math.cos(a.latitude * radians) *
      Math.cos(b.latitude * radians) *
      Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

export interface Commune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly zone: "metro" | "drom" | "com";
  readonly departement: string;
  readonly codesPostaux?: readonly string[];
  readonly anciensCodes?: readonly string[];
  /** Of an arrondissement. */
  readonly commune?: string;
  /** Of what is part of a commune now. */
  readonly chefLieu?: string;
  readonly population?: number;
}
export interface Town {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
}
