import { typeset } from "../../../shared/typography.ts";
import type { Guides } from "./guides.ts";

/** What the state of a mission or of an offer does not allow. */
export const marketGuides = typeset({
  invalid_transition: {
    meaning: {
      fr: "Ce que vous demandez n’est pas possible dans l’état actuel : la mission, l’offre ou le réglage a avancé, ou il lui manque quelque chose pour avancer.",
      en: "What you ask for is not possible in the present state: the project, the offer or the setting has moved on, or lacks something to move on.",
    },
    next: {
      fr: "Relisez la ressource et son état. Si « errors » est présent, complétez les champs nommés et recommencez.",
      en: "Read the resource and its state again. Where there is “errors”, fill in the fields it names and start over.",
    },
    with: ["errors"],
  },
  already_awarded: {
    meaning: {
      fr: "La mission a déjà son prestataire : une autre offre a été acceptée avant celle-ci.",
      en: "The project already has its provider: another offer was accepted before this one.",
    },
    next: {
      fr: "Relisez la mission pour voir quelle offre a été retenue.",
      en: "Read the project again to see which offer was taken.",
    },
  },
  offer_exists: {
    meaning: {
      fr: "Vous avez déjà une offre sur cette mission ; chaque prestataire n’en a qu’une.",
      en: "You already have an offer on this project; each provider has one.",
    },
    next: {
      fr: "Baissez le prix de l’offre existante au lieu d’en faire une autre.",
      en: "Lower the price of the offer you have, instead of making another.",
    },
  },
  related_offer: {
    meaning: {
      fr: "Deux parties qui ont un membre en commun, ou dont un membre a quitté l’autre depuis, auraient chacune une offre sur une même mission, ou seraient client et prestataire.",
      en: "Two parties that have a member in common, or of which a member has left the other since, would each have an offer on one project, or be its client and its provider.",
    },
    next: {
      fr: "Retirez d’abord l’offre liée, ou laissez-la seule. Qui rejoint une organisation peut aussi le faire malgré tout ; la modération en est alors informée.",
      en: "Withdraw the related offer first, or leave it alone. Who joins an organisation may also do so all the same; moderators are then told.",
    },
    with: ["errors"],
  },
  price_not_lower: {
    meaning: {
      fr: "Un nouveau prix doit être nettement plus bas que votre précédent, pour qu’une enchère avance par de vrais pas.",
      en: "A new price has to be clearly lower than your last one, so that an auction moves in real steps.",
    },
    next: {
      fr: "Proposez un prix plus bas d’au moins 1 %, arrondi au centime supérieur, et d’au moins {step:price} ; ou gardez le vôtre.",
      en: "Name a price that is lower by at least 1%, rounded up to the cent, and by at least {step:price}; or keep yours.",
    },
  },
  deadline_passed: {
    meaning: {
      fr: "L’enchère était terminée quand votre demande a été traitée. L’horloge du serveur fait foi.",
      en: "The auction was over when your request was dealt with. The server’s clock decides.",
    },
    next: {
      fr: "Relisez la mission : son client peut encore prolonger une enchère ouverte.",
      en: "Read the project again: its client can still extend an open auction.",
    },
  },
  contact_details: {
    meaning: {
      fr: "Une question et sa réponse sont lues par tout le monde. Des coordonnées y exposeraient quelqu’un, et une réponse donnée en privé favoriserait un prestataire.",
      en: "A question and its answer are read by everybody. Contact details would expose somebody, and an answer given in private would favour one provider.",
    },
    next: {
      fr: "Retirez l’adresse, le numéro ou le lien, puis renvoyez le texte. Les coordonnées s’échangent après l’attribution.",
      en: "Take out the address, the number or the link, then send the text again. Contact details are exchanged after the award.",
    },
    with: ["errors"],
  },
  blocked: {
    meaning: {
      fr: "Un blocage arrête les messages entre deux parties, et rien d’autre : les offres et les questions continuent.",
      en: "A block stops messages between two sides, and nothing else: offers and questions go on.",
    },
    next: {
      fr: "Si c’est vous qui avez bloqué, levez le blocage dans la conversation. Sinon, n’insistez pas ; la modération lit les signalements.",
      en: "If it was you who blocked, lift the block in the conversation. Otherwise do not insist; moderators read reports.",
    },
  },
  already_answered: {
    meaning: {
      fr: "Le client a déjà répondu. Une réponse fait partie de ce qui est demandé et ne se modifie plus.",
      en: "The client has already answered. An answer is part of what is asked for and is not changed any more.",
    },
    next: {
      fr: "Pour compléter la réponse, ajoutez une précision à la mission.",
      en: "To complete the answer, add a clarification to the project.",
    },
  },
} satisfies Partial<Guides>);
