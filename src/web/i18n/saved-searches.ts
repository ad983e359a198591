import { consentTexts } from "../../shared/consent-texts.ts";
import { dictionary } from "./dictionary.ts";

type Count = { one: string; other: string };

/** Searches that alert. */
export const savedSearches = dictionary(
  {
    intro: consentTexts.alerts.fr,
    empty: "Vous n’avez encore enregistré aucune recherche. Lancez-en une, puis demandez à être alerté.",
    search: "Rechercher",
    saveTitle: "Enregistrer cette recherche",
    everyWord: "Une alerte exige chaque mot de la recherche, sous toutes ses formes ou par un synonyme.",
    name: "Nom",
    nameHint: "Facultatif : à défaut, ce qui est recherché.",
    frequency: "M’alerter",
    frequencies: {
      instant: "Tout de suite",
      daily: "Chaque matin",
      weekly: "Chaque lundi",
      off: "Jamais",
    } as Record<string, string>,
    frequencyOf: (name: string) => `M’alerter pour « ${name} »`,
    save: "Enregistrer",
    newFound: { one: "nouvelle mission", other: "nouvelles missions" } as Count,
    toReview: "À revoir",
    toReviewText:
      "Un métier ou une commune de cette recherche n’existe plus. Elle n’alerte plus : supprimez-la et enregistrez-en une autre.",
    remove: "Supprimer",
    removeNamed: (name: string) => `Supprimer la recherche « ${name} »`,
    removeTitle: "Supprimer cette recherche ?",
    removeText: "Elle ne vous alertera plus.",
    keep: "Garder la recherche",
    seen: "Marquer comme vues",
    seenNamed: (name: string) => `Marquer comme vues les missions de « ${name} »`,
  },
  {
    intro: consentTexts.alerts.en,
    empty: "You have not saved a search yet. Run one, then ask to be alerted.",
    search: "Search",
    saveTitle: "Save this search",
    everyWord: "An alert requires every word of the search, in any form or by a synonym.",
    name: "Name",
    nameHint: "Optional: otherwise, what is searched for.",
    frequency: "Alert me",
    frequencies: {
      instant: "Right away",
      daily: "Every morning",
      weekly: "Every Monday",
      off: "Never",
    } as Record<string, string>,
    frequencyOf: (name: string) => `Alert me for “${name}”`,
    save: "Save",
    newFound: { one: "new project", other: "new projects" } as Count,
    toReview: "To review",
    toReviewText:
      "A trade or a town of this search no longer exists. It alerts no more: delete it and save another.",
    remove: "Delete",
    removeNamed: (name: string) => `Delete the search “${name}”`,
    removeTitle: "Delete this search?",
    removeText: "It will no longer alert you.",
    keep: "Keep the search",
    seen: "Mark as seen",
    seenNamed: (name: string) => `Mark as seen: the projects of “${name}”`,
  },
);
