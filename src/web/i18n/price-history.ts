import { dictionary } from "./dictionary.ts";

export const priceHistory = dictionary(
  {
    title: "Évolution du meilleur prix",
    fromTo: (first: string, last: string) => `De ${first} à ${last}`,
    asTable: "Voir les prix en tableau",
    when: "Quand",
    best: "Meilleur prix",
    offers: "Offres",
    none: "aucun",
  },
  {
    title: "How the best price went",
    fromTo: (first, last) => `From ${first} to ${last}`,
    asTable: "Show the prices as a table",
    when: "When",
    best: "Best price",
    offers: "Offers",
    none: "none",
  },
);
