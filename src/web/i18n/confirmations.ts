import { dictionary } from "./dictionary.ts";

/** What is asked before, and what its two buttons do: nobody has to guess what "cancel" cancels. */
export const confirmations = dictionary(
  {
    cancelNoOffers: "La mission quittera les listes. Cette action est définitive.",
    completeTitle: "Accepter la livraison ?",
    completeText: "La mission sera terminée. Cette action est définitive.",
    withdrawTitle: "Retirer votre offre ?",
    withdrawText: "Elle ne compte plus. Vous pourrez revenir, à un prix plus bas.",
    notYet: "Pas maintenant",
    keepOffer: "Garder l’offre",
  },
  {
    cancelNoOffers: "The project will leave the lists. This cannot be undone.",
    completeTitle: "Accept the delivery?",
    completeText: "The project will be completed. This cannot be undone.",
    withdrawTitle: "Withdraw your offer?",
    withdrawText: "It no longer counts. You may come back, at a lower price.",
    notYet: "Not now",
    keepOffer: "Keep the offer",
  },
);
