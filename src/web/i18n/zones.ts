import { dictionary } from "./dictionary.ts";

/** What people call the time of France's own time zones; others have their names from Intl. */
export const zones = dictionary<Readonly<Record<string, string>>>(
  {
    "Europe/Paris": "heure de Paris",
    "America/Cayenne": "heure de Guyane",
    "America/Guadeloupe": "heure de Guadeloupe",
    "America/Marigot": "heure de Saint-Martin",
    "America/Martinique": "heure de Martinique",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "America/St_Barthelemy": "heure de Saint-Barthélemy",
    "Indian/Mayotte": "heure de Mayotte",
    "Indian/Reunion": "heure de La Réunion",
    "Pacific/Gambier": "heure des Gambier",
    "Pacific/Marquesas": "heure des Marquises",
    "Pacific/Noumea": "heure de Nouméa",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
  },
  {
    "Europe/Paris": "Paris time",
    "America/Cayenne": "French Guiana time",
    "America/Guadeloupe": "Guadeloupe time",
    "America/Marigot": "Saint Martin time",
    "America/Martinique": "Martinique time",
    "America/Miquelon": "Saint Pierre and Miquelon time",
    "America/St_Barthelemy": "Saint Barthélemy time",
    "Indian/Mayotte": "Mayotte time",
    "Indian/Reunion": "Réunion time",
    "Pacific/Gambier": "Gambier Islands time",
    "Pacific/Marquesas": "Marquesas time",
    "Pacific/Noumea": "Nouméa time",
    "Pacific/Tahiti": "Tahiti time",
    "Pacific/Wallis": "Wallis and Futuna time",
  },
);
