import { dictionary } from "./dictionary.ts";

/** Erasing one's account, and the receipt. */
export const erasure = dictionary(
  {
    title: "Effacer mon compte",
    lead: "Pour de bon : il n’y a pas de retour, et personne ne peut le refaire pour vous.",
    endsTitle: "Ce qui s’arrête aussitôt",
    ends: [
      "Vos missions ouvertes sont annulées ; vos offres en attente sont retirées.",
      "Vous quittez vos organisations, et chacun de vos appareils est déconnecté.",
    ],
    goesTitle: "Ce qui disparaît",
    goes: [
      "Votre nom, votre adresse, vos coordonnées, votre mot de passe et vos clés.",
      "Le texte et le lieu de vos missions, le message de vos offres, vos questions et vos réponses, vos favoris, vos recherches, vos notifications, vos archives.",
      "Les adresses IP et les navigateurs dans la trace de vos actions.",
    ],
    staysTitle: "Ce qui reste, sans votre nom",
    stays: [
      "Le prix, la durée et les dates de vos offres ; l’état, les dates, le métier et le budget de vos missions : d’autres en ont besoin.",
      "Les messages que vous avez envoyés, chez qui les a reçus, jusqu’à l’archivage de la mission.",
      "La trace de vos actions, réduite à des numéros et à des empreintes : elle prouve que rien n’a été ajouté ni retiré.",
      "À part, où le site lui-même ne lit pas : votre identité pendant cinq ans, vos adresses IP pendant un an. La loi l’exige.",
    ],
    obstacles:
      "Tant qu’un travail est convenu, en cours ou en litige, ou qu’une organisation n’a que vous pour propriétaire, rien n’est effacé : la page vous dira lequel.",
    ask: "Effacer mon compte…",
    submit: "Effacer pour de bon",
    askText: "Votre mot de passe d’abord. Ensuite, c’est fait, et rien ne le défait.",
    takeFirst: "Gardez d’abord une copie, si vous en voulez une : elle n’existera plus ensuite.",

    receiptTitle: "Compte effacé",
    receiptLead: (when: string) => `Le compte a été effacé le ${when}. Ce reçu ne nomme personne.`,
    keepLink: "Gardez l’adresse de cette page : elle seule mène à ce reçu.",
    stepsTitle: "Hors de la base de données",
    stepsDone: "Tout est confirmé.",
    stepsLeft: "Ce qui ne l’est pas encore est repris jusqu’à ce qu’il le soit.",
    confirmed: (when: string) => `confirmé le ${when}`,
    waiting: "en cours",
    keptTitle: "Ce qui reste, et pourquoi",
    erasedTitle: "Ce qui a été effacé",
    noReceipt: "Cette adresse ne mène à aucun reçu. Ouvrez le lien du dernier e-mail, en entier.",
  },
  {
    title: "Erase my account",
    lead: "For good: it cannot be undone, and nobody can restore it for you.",
    endsTitle: "What ends at once",
    ends: [
      "Your open projects are cancelled; your offers that wait are withdrawn.",
      "You leave your organisations, and each of your devices is signed out.",
    ],
    goesTitle: "What disappears",
    goes: [
      "Your name, your address, your contact details, your password and your keys.",
      "The text and the place of your projects, the message of your offers, your questions and answers, your favourites, searches, notifications and archives.",
      "The IP addresses and browsers in the trace of your actions.",
    ],
    staysTitle: "What stays, without your name",
    stays: [
      "Price, duration and dates of your offers; state, dates, trade and budget of your projects: others need them.",
      "The messages that you sent, with whoever received them, until the project is archived.",
      "The trace of your actions, reduced to numbers and fingerprints: it proves that nothing was added or taken away.",
      "Put aside, where the site itself does not read: your identity for five years, your IP addresses for one. The law wants it.",
    ],
    obstacles:
      "While work is agreed, under way or in dispute, or an organisation has no other owner, nothing is erased: the page will tell you which.",
    ask: "Erase my account…",
    submit: "Erase for good",
    askText: "Your password first. After that it is done, and nothing undoes it.",
    takeFirst: "Take a copy first, if you want one: afterwards there is none.",

    receiptTitle: "Account erased",
    receiptLead: (when) => `The account was erased on ${when}. This receipt names nobody.`,
    keepLink: "Keep the address of this page: nothing else leads to this receipt.",
    stepsTitle: "Outside of the database",
    stepsDone: "Everything is confirmed.",
    stepsLeft: "What is not yet is done again until it is.",
    confirmed: (when) => `confirmed on ${when}`,
    waiting: "under way",
    keptTitle: "What stays, and why",
    erasedTitle: "What was erased",
    noReceipt: "This address leads to no receipt. Open the link of the last e-mail, all of it.",
  },
);
