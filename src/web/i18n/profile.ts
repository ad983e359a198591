import { dictionary } from "./dictionary.ts";

export const profile = dictionary(
  {
    title: "Mon profil",
    language: "Langue des e-mails",
    languageHint: "Langue des e-mails que nous vous envoyons. La langue des pages se choisit en haut.",
    save: "Enregistrer",
    saved: "C’est enregistré.",
    toSecurity: "Mot de passe, adresse et sessions",
    toData: "Mes données",
  },
  {
    title: "My profile",
    language: "Language of e-mails",
    languageHint:
      "The language of the e-mails that we send you. The language of the pages is chosen at the top.",
    save: "Save",
    saved: "Saved.",
    toSecurity: "Password, address and sessions",
    toData: "My data",
  },
);
