import { dictionary } from "./dictionary.ts";

/** What is kept of whoever comes here: the sentences around the register, which comes from the API. */
export const privacy = dictionary(
  {
    title: "Confidentialité",
    lead: "Ce que ce site garde de vous, pourquoi et combien de temps. Cette page est faite de ce que le programme déclare de lui-même : c’est le registre des traitements (RGPD, article 30).",
    purpose: "Pourquoi",
    data: "Quoi",
    basis: "De quel droit",
    readers: "Qui d’autre le lit",
    kept: "Combien de temps",
    keptLine: (howLong: string, what: string) => `${what} : ${howLong}`,
    visitTitle: "Si vous ne faites que passer",
    visit: [
      "Lire le site ne demande ni compte ni consentement, et n’en pose aucune trace durable.",
      "Un seul cookie existe, celui qui vous garde connecté : il n’est posé qu’à la connexion et ne sert qu’à elle. C’est pourquoi aucun bandeau ne vous demande rien.",
      "Aucune mesure d’audience, aucune publicité, aucun script venu d’ailleurs. Les e-mails ne contiennent ni pixel ni lien de suivi.",
      "Votre navigateur garde pour lui ce que vous tapez avant de l’envoyer, et votre nom affiché, jusqu’à la déconnexion.",
    ],
    rightsTitle: "Vos droits",
    exportText: "Emporter une copie de tout ce qui est gardé de vous :",
    exportLink: "Mes données",
    changeText: "Corriger votre nom, votre adresse ou vos coordonnées :",
    changeLink: "Mon profil",
    eraseText:
      "Effacer votre compte, vous-même et aussitôt. Ce dont les autres ont besoin reste, sans votre nom : une offre retenue et son prix, la preuve d’une action.",
    eraseLink: "Effacer mon compte",
    objectText:
      "Vous opposer à un traitement ou le limiter : écrivez à qui tient ce site, qui répond dans le mois.",
    complainText: "Vous pouvez aussi saisir la CNIL, l’autorité de contrôle en France (cnil.fr).",
  },
  {
    title: "Privacy",
    lead: "What this site keeps about you, why and for how long. This page is made of what the program declares about itself: it is the register of processing (GDPR, Article 30).",
    purpose: "Why",
    data: "What",
    basis: "On which ground",
    readers: "Who else reads it",
    kept: "For how long",
    keptLine: (howLong: string, what: string) => `${what}: ${howLong}`,
    visitTitle: "If you only look around",
    visit: [
      "Reading the site asks for neither an account nor consent, and leaves no lasting trace.",
      "There is one cookie, the one that keeps you signed in: it is set at sign-in and serves nothing else. That is why no banner asks you anything.",
      "No audience measurement, no advertising, no scripts from elsewhere. E-mails hold neither pixels nor tracking links.",
      "Your browser keeps to itself what you type before it is sent, and your display name, until you sign out.",
    ],
    rightsTitle: "Your rights",
    exportText: "Take along a copy of everything that is kept about you:",
    exportLink: "My data",
    changeText: "Correct your name, your address or your contact details:",
    changeLink: "My profile",
    eraseText:
      "Erase your account, yourself and at once. What others need stays, without your name: an accepted offer with its price, the proof of an action.",
    eraseLink: "Erase my account",
    objectText:
      "Object to a processing or restrict it: write to whoever runs this site, who answers within a month.",
    complainText: "You can also turn to the supervisory authority, in France the CNIL (cnil.fr).",
  },
);
