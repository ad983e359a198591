import { dictionary } from "./dictionary.ts";

/** What the map's own controls say, by MapLibre's keys. */
export const mapControls = dictionary(
  {
    "Map.Title": "Carte",
    "Marker.Title": "Mission sur la carte",
    "Popup.Close": "Fermer",
    "NavigationControl.ZoomIn": "Agrandir",
    "NavigationControl.ZoomOut": "Réduire",
    "AttributionControl.ToggleAttribution": "Afficher ou masquer la source du fond",
  },
  {
    "Map.Title": "Map",
    "Marker.Title": "Project on the map",
    "Popup.Close": "Close",
    "NavigationControl.ZoomIn": "Zoom in",
    "NavigationControl.ZoomOut": "Zoom out",
    "AttributionControl.ToggleAttribution": "Show or hide the source of the outlines",
  },
);
