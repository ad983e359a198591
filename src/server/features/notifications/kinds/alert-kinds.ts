import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** What saved searches tell of. */
export const alertKinds = {
  alert_matched: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    waitMinutes: 1,
    while: ["published"],
    fr: {
      label: "Nouvelle mission pour une de vos recherches",
      headline: "Nouvelle mission : {mission}",
      says: `« {mission} » correspond à une de vos recherches enregistrées.

Offres reçues jusqu’au {deadline}.`,
      action: "Voir la mission",
    },
    en: {
      label: "A new project for one of your searches",
      headline: "New project: {mission}",
      says: `“{mission}” matches one of your saved searches.

Offers are taken until {deadline}.`,
      action: "View the project",
    },
  }),
  search_to_review: typeset({
    mail: "instant",
    about: "search",
    leadsTo: "savedSearches",
    fr: {
      label: "Une de vos recherches est à revoir",
      headline: "Recherche à revoir : {search}",
      says: "Un métier ou une commune de votre recherche « {search} » n’existe plus. Elle n’alerte plus : supprimez-la et enregistrez-en une autre.",
      action: "Voir mes recherches",
    },
    en: {
      label: "One of your searches is to be reviewed",
      headline: "Search to review: {search}",
      says: "A trade or a town of your search “{search}” no longer exists. It alerts no more: delete it and save another.",
      action: "View my searches",
    },
  }),
} satisfies Record<string, Kind>;
