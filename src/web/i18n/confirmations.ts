import { dictionary } from "./dictionary.ts";

/** What the two buttons of a confirmation do: nobody has to guess what "cancel" cancels. */
export const confirmations = dictionary(
  {
    cancelConfirm: "Oui, annuler la mission",
    keepMission: "Garder la mission",
    notYet: "Pas maintenant",
    noDispute: "Ne pas ouvrir de litige",
    keepOffer: "Garder l’offre",
    declineConfirm: "Oui, décliner la mission",
    keepWork: "Garder la mission",
  },
  {
    cancelConfirm: "Yes, cancel the project",
    keepMission: "Keep the project",
    notYet: "Not now",
    noDispute: "Open no dispute",
    keepOffer: "Keep the offer",
    declineConfirm: "Yes, decline the project",
    keepWork: "Keep the project",
  },
);
