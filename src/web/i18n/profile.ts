import { dictionary } from "./dictionary.ts";

export const profile = dictionary(
  {
    title: "Mon profil",
    language: "Langue des messages",
    languageHint: "Celle des e-mails que vous recevez ; les pages suivent leur adresse.",
    save: "Enregistrer",
    saved: "C’est enregistré.",
    toSecurity: "Mot de passe, adresse et sessions",
  },
  {
    title: "My profile",
    language: "Language of messages",
    languageHint: "Of the e-mails that you receive; pages follow their address.",
    save: "Save",
    saved: "Saved.",
    toSecurity: "Password, address and sessions",
  },
);
