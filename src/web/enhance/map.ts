import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  type StyleSpecification,
  setWorkerUrl,
} from "maplibre-gl";
import styleUrl from "maplibre-gl/dist/maplibre-gl.css?url";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { List, MissionSummary } from "../lib/api-types.ts";
import outlinesUrl from "../map/france.geojson?url";
import { circleAround, everyPage } from "./map-data.ts";
import { keepMarkers } from "./map-markers.ts";

setWorkerUrl(workerUrl);

/** Missions around a town on the outlines of France's départements; everything from our own origin. */
export async function drawMap(place: HTMLElement): Promise<void> {
  const { latitude = "", longitude = "", radius = "", source = "" } = place.dataset;
  const query = new URLSearchParams({
    lat: latitude,
    lng: longitude,
    radiusKm: radius,
    sort: "distance",
    limit: "100",
  });
  const [items] = await Promise.all([
    everyPage((cursor) => readPage(query, cursor), MOST_PAGES),
    loadStyle(),
  ]);

  const center = { latitude: Number(latitude), longitude: Number(longitude) };
  const circle = circleAround(center, Number(radius));
  const bounds = circle.reduce((all, point) => all.extend(point), new LngLatBounds());
  const map = new MapLibre({
    container: place,
    style: baseMap(circle),
    bounds,
    fitBoundsOptions: { padding: 24 },
    maxZoom: 13,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new AttributionControl({ customAttribution: source }));
  keepMarkers(map, place, items);
  await map.once("load");
}

/** The nearest thousand: more than that no map of this size can tell apart. */
const MOST_PAGES = 10;

async function readPage(query: URLSearchParams, cursor: string | null): Promise<List<MissionSummary>> {
  const page = new URLSearchParams([...query, ...(cursor === null ? [] : [["cursor", cursor]])]);
  const answer = await fetch(`/api/v1/missions?${page}`);
  if (!answer.ok) throw new Error(`the missions could not be read: ${answer.status}`);
  return (await answer.json()) as List<MissionSummary>;
}

/** Its own style sheet, loaded with it: the pages' one need not carry it. */
function loadStyle(): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = styleUrl;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error("the map's style sheet could not be read"));
    document.head.append(link);
  });
}

function baseMap(circle: [number, number][]): StyleSpecification {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const color = dark
    ? { sea: "#0d1519", land: "#1f292f", border: "#43525b", around: "#63d0bd" }
    : { sea: "#d9e6ea", land: "#fbfaf6", border: "#c5bfae", around: "#0b5d52" };
  return {
    version: 8,
    sources: {
      france: { type: "geojson", data: new URL(outlinesUrl, location.href).href },
      around: {
        type: "geojson",
        data: { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [circle] } },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": color.sea } },
      {
        id: "land",
        type: "fill",
        source: "france",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": color.land, "fill-outline-color": color.border },
      },
      {
        id: "borders",
        type: "line",
        source: "france",
        paint: { "line-color": color.border, "line-width": 1 },
      },
      {
        id: "around",
        type: "fill",
        source: "around",
        paint: { "fill-color": color.around, "fill-opacity": 0.07 },
      },
      {
        id: "around-line",
        type: "line",
        source: "around",
        paint: { "line-color": color.around, "line-opacity": 0.5, "line-dasharray": [2, 2] },
      },
    ],
  };
}
