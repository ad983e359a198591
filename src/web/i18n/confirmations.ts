import { dictionary } from "./dictionary.ts";

/** What the two buttons of a confirmation do: nobody has to guess what "cancel" cancels. */
export const confirmations = dictionary(
  {
    notYet: "Pas maintenant",
    keepOffer: "Garder l’offre",
  },
  {
    notYet: "Not now",
    keepOffer: "Keep the offer",
  },
);
