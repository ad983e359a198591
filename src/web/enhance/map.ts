import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  setWorkerUrl,
} from "maplibre-gl";
import styleUrl from "maplibre-gl/dist/maplibre-gl.css?url";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { localeOf } from "../i18n/locale.ts";
import { mapControls } from "../i18n/map.ts";
import type { List, MissionSummary } from "../lib/api-types.ts";
import outlinesUrl from "../map/france.geojson?url";
import townsUrl from "../map/towns.json?url";
import { circleAround, everyPage } from "./map-data.ts";
import { keepMarkers } from "./map-markers.ts";
import { baseMap, type Outlines, type Towns } from "./map-style.ts";

setWorkerUrl(workerUrl);

/**
 * Missions around a town on the outlines of France's départements, with the names of towns; everything from our own
 * origin. Nothing is shown before all of it is drawn.
 */
export async function drawMap(place: HTMLElement): Promise<void> {
  const { latitude = "", longitude = "", radius = "", source = "" } = place.dataset;
  const query = new URLSearchParams({
    lat: latitude,
    lng: longitude,
    radiusKm: radius,
    sort: "distance",
    limit: "100",
  });
  const [items, outlines, towns] = await Promise.all([
    everyPage((cursor) => readPage(query, cursor), MOST_PAGES),
    read<Outlines>(outlinesUrl),
    read<Towns>(townsUrl),
    loadStyle(),
  ]);

  const center = { latitude: Number(latitude), longitude: Number(longitude) };
  const circle = circleAround(center, Number(radius));
  const bounds = circle.reduce((all, point) => all.extend(point), new LngLatBounds());
  const map = new MapLibre({
    container: place,
    style: baseMap(outlines, towns, circle),
    locale: mapControls[localeOf(location.pathname)],
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
  await map.once("idle");
  place.dataset.drawn = "";
}

/** The nearest thousand: more than that no map of this size can tell apart. */
const MOST_PAGES = 10;

function readPage(query: URLSearchParams, cursor: string | null): Promise<List<MissionSummary>> {
  const page = new URLSearchParams([...query, ...(cursor === null ? [] : [["cursor", cursor]])]);
  return read(`/api/v1/missions?${page}`);
}

async function read<Content>(address: string): Promise<Content> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} could not be read: ${answer.status}`);
  return (await answer.json()) as Content;
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
