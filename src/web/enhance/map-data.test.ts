import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circleAround, everyPage, joinCrowded } from "./map-data.ts";

const radians = Math.PI / 180;

/** Haversine, in kilometres. */
function distance([lng1, lat1]: [number, number], [lng2, lat2]: [number, number]): number {
  const a =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lng2 - lng1) * radians) / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.sqrt(a));
}

describe("the circle on the map", () => {
  it("stands at the radius all around, and closes", () => {
    const latitude = fc.double({ min: -60, max: 60, noNaN: true });
    const longitude = fc.double({ min: -150, max: 150, noNaN: true });
    fc.assert(
      fc.property(latitude, longitude, fc.integer({ min: 1, max: 500 }), (lat, lng, radius) => {
        const ring = circleAround({ latitude: lat, longitude: lng }, radius);
        for (const point of ring) expect(distance([lng, lat], point)).toBeCloseTo(radius, 3);
        expect(ring.at(-1)).toEqual(ring[0]);
      }),
    );
  });
});

describe("labels on the map", () => {
  it("never cover each other, and none is lost", () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 500 }) });
    const room = { x: 150, y: 34 };
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const position = ([first]: readonly { x: number; y: number }[]) => first ?? { x: 0, y: 0 };
        const joined = joinCrowded(
          places.map((one) => [one]),
          position,
          room,
        );
        expect(joined.flat()).toHaveLength(places.length);
        const shown = joined.map(position);
        shown.forEach((one, index) => {
          for (const other of shown.slice(index + 1)) {
            expect(Math.abs(one.x - other.x) >= room.x || Math.abs(one.y - other.y) >= room.y).toBe(true);
          }
        });
      }),
    );
  });
});

describe("the missions on the map", () => {
  it("come from every page of the list, to its end or to the most that is read", async () => {
    const page = async (cursor: string | null) => {
      const number = Number(cursor ?? 0);
      return { items: [number * 2, number * 2 + 1], nextCursor: number < 3 ? String(number + 1) : null };
    };
    expect(await everyPage(page, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await everyPage(page, 2)).toEqual([0, 1, 2, 3]);
  });
});
