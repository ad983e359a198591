import { type Map as MapLibre, Marker, Popup } from "maplibre-gl";
import { localeOf } from "../i18n/locale.ts";
import type { MissionSummary } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { groupByPlace, joinCrowded } from "./map-data.ts";

/** About what a label takes, in pixels of the screen. */
const LABEL_ROOM = { x: 150, y: 34 };

/** A label for each place, drawn anew at each zoom so that none covers another. */
export function keepMarkers(map: MapLibre, place: HTMLElement, missions: readonly MissionSummary[]): void {
  const places = groupByPlace(missions);
  let markers: Marker[] = [];
  const draw = () => {
    for (const marker of markers) marker.remove();
    const position = ([first]: readonly MissionSummary[]) =>
      map.project([first?.location?.longitude ?? 0, first?.location?.latitude ?? 0]);
    markers = joinCrowded(places, position, LABEL_ROOM).map((group) => markerOf(group, place).addTo(map));
  };
  draw();
  map.on("zoomend", draw);
}

function markerOf(missions: readonly MissionSummary[], place: HTMLElement): Marker {
  const { name = "", longitude = 0, latitude = 0 } = missions[0]?.location ?? {};
  const onePlace = missions.every(({ location }) => location?.name === name);
  const what = missions.length === 1 ? amountOf(missions[0], place) : `×\u00a0${missions.length}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-marker";
  button.append(
    onePlace ? name : `${name}…`,
    " ",
    Object.assign(document.createElement("strong"), { textContent: what }),
  );
  const popup = new Popup({ offset: 12, maxWidth: "18rem", className: "map-popup" });
  return new Marker({ element: button, anchor: "bottom-left" })
    .setLngLat([longitude, latitude])
    .setPopup(popup.setDOMContent(listOf(missions, place)));
}

function listOf(missions: readonly MissionSummary[], place: HTMLElement): HTMLElement {
  const list = document.createElement("ul");
  list.append(
    ...missions.map((mission) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${place.dataset.missionsAt ?? ""}${mission.id}`;
      link.textContent = mission.title;
      item.append(link, ` – ${mission.location?.name ?? ""}, ${amountOf(mission, place)}`);
      return item;
    }),
  );
  return list;
}

function amountOf(mission: MissionSummary | undefined, place: HTMLElement): string {
  const budget = mission?.budget ?? null;
  if (budget === null) return place.dataset.noBudget ?? "";
  return price(budget.valueCents, budget.currency, localeOf(location.pathname));
}
