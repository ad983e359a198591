import { dictionary } from "./dictionary.ts";

/** What somebody agreed to, and took back. */
export const consents = dictionary(
  {
    title: "Ce que vous avez accepté",
    lead: "Chaque accord et chaque retrait, le plus récent d’abord : quand, comment, et les mots de la page.",
    none: "Vous n’avez rien eu à accepter.",
    given: "Accepté",
    withdrawn: "Retiré",
    purposes: {
      terms: "Conditions d’utilisation",
      contact: "Donner ses coordonnées à l’autre partie d’une mission",
      alerts: "Être alerté par une recherche enregistrée",
      alert_mails: "Recevoir des alertes par e-mail",
    },
    vias: {
      page: "sur une page du site",
      api: "par un programme, avec ses propres mots",
      mail: "par le bouton d’un e-mail",
      before: "noté après coup, d’après l’heure gardée alors",
    },
    version: (version: string) => `Version ${version}`,
    takeBack: "Revenir sur un accord est aussi simple que de le donner :",
    mission: "Voir la mission",
    searches: "Recherches enregistrées",
    preferences: "Préférences des e-mails",
    more: "Voir plus",
  },
  {
    title: "What you agreed to",
    lead: "Each consent and each withdrawal, the latest first: when, how, and the words of the page.",
    none: "There was nothing to agree to.",
    given: "Agreed",
    withdrawn: "Taken back",
    purposes: {
      terms: "Terms of use",
      contact: "Giving one’s contact details to the other side of a project",
      alerts: "Being alerted by a saved search",
      alert_mails: "Getting alerts by e-mail",
    },
    vias: {
      page: "on a page of this site",
      api: "by a program, with words of its own",
      mail: "by the button of an e-mail",
      before: "noted later, from the time that was kept then",
    },
    version: (version) => `Version ${version}`,
    takeBack: "To take a consent back is as easy as to give it:",
    mission: "View the project",
    searches: "Saved searches",
    preferences: "E-mail preferences",
    more: "Show more",
  },
);
