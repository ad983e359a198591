import { typeset } from "../../../shared/typography.ts";

/** What is refused of questions and messages; part of `problemTexts`. */
export const exchangeProblems = typeset({
  contact_details: {
    status: 400,
    title: "Contact details",
    detail: {
      fr: "Ce texte sera public : il ne peut contenir ni adresse e-mail, ni numéro de téléphone, ni lien.",
      en: "This text will be public: it cannot hold an e-mail address, a phone number or a link.",
    },
  },
  already_answered: {
    status: 409,
    title: "Already answered",
    detail: {
      fr: "Cette question a déjà sa réponse, qui ne change plus.",
      en: "This question already has its answer, which does not change any more.",
    },
  },
  blocked: {
    status: 403,
    title: "Blocked",
    detail: {
      fr: "L’une des deux parties a bloqué les messages de l’autre.",
      en: "One of the two sides has blocked the other’s messages.",
    },
  },
});
