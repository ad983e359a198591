import { dictionary } from "./dictionary.ts";

/** One's own data: what it is, how to take it along, and what stays where. */
export const myData = dictionary(
  {
    title: "Mes données",
    lead: "Ce que ce site garde de vous, comment l’emporter et comment l’effacer.",
    knowMore: "Ce qui est gardé, pourquoi et combien de temps",

    archiveTitle: "Télécharger mes données",
    contains:
      "Un fichier JSON, lisible par un programme, avec tout ce qui est gardé de vous : votre compte et vos sessions, vos missions, vos offres et chacun de leurs prix, ce que vous avez écrit, vos favoris et vos recherches, vos notifications, vos signalements et la trace de vos actions, avec l’adresse IP et le navigateur.",
    containsNot:
      "Rien de ce que les autres ont écrit, ni leur nom, ni leur adresse. Ni mot de passe, ni code, ni clé : ils ne sont gardés que sous une forme qui ne se relit pas.",
    rules:
      "Le fichier se télécharge une fois, dans les 24 heures, dans cette session. Trois demandes par jour.",
    ask: "Préparer mes données",
    askText: "Votre mot de passe d’abord : ce fichier dit tout de vous.",
    making:
      "Vos données se préparent. Vous pouvez quitter cette page : une notification vous dira quand elles sont prêtes.",
    ready: (size: string, until: string) => `Vos données sont prêtes : ${size}, jusqu’au ${until}.`,
    elsewhere:
      "Vos données ont été demandées dans une autre session : téléchargez-les là-bas, ou demandez-les de nouveau ici.",
    taken: "Vos données ont été téléchargées. Le fichier n’existe plus sur ce site.",
    download: "Télécharger",
    downloading: "Téléchargement…",
    again: "Préparer de nouveau",

    staysTitle: "Ce qui reste, et où",
    stays: [
      "Télécharger n’efface rien : tout reste aussi sur ce site.",
      "Le fichier est ensuite à vous : rangez-le à l’abri.",
      "Une offre retenue et son prix, et la preuve d’une action, restent à ceux qui en ont besoin, même après un effacement.",
    ],
  },
  {
    title: "My data",
    lead: "What this site keeps about you, how to take it along and how to erase it.",
    knowMore: "What is kept, why and for how long",

    archiveTitle: "Download my data",
    contains:
      "A JSON file, which a program can read, with everything that is kept about you: your account and your sessions, your projects, your offers and each of their prices, what you wrote, your favourites and searches, your notifications, your reports, and the trace of your actions with the IP address and the browser.",
    containsNot:
      "Nothing that others wrote, nor their names or addresses. No password, code or key: they are kept only in a form that cannot be read back.",
    rules: "The file can be downloaded once, within 24 hours, in this session. Three requests a day.",
    ask: "Prepare my data",
    askText: "Your password first: this file says everything about you.",
    making:
      "Your data is being prepared. You can leave this page: a notification will tell you when it is ready.",
    ready: (size, until) => `Your data is ready: ${size}, until ${until}.`,
    elsewhere: "Your data was asked for in another session: download it there, or ask for it again here.",
    taken: "Your data was downloaded. The file no longer exists on this site.",
    download: "Download",
    downloading: "Downloading…",
    again: "Prepare again",

    staysTitle: "What stays, and where",
    stays: [
      "Downloading erases nothing: everything stays on this site as well.",
      "From then on the file is yours: keep it somewhere safe.",
      "An accepted offer with its price, and the proof of an action, stay with those who need them, even after an erasure.",
    ],
  },
);
