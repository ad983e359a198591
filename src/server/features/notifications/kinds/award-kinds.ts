import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** From the award to the beginning of the work. */
export const awardKinds = {
  award_won: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Votre offre est retenue",
      headline: "Votre offre est retenue : {mission}",
      says: `Votre offre à {price} pour « {mission} » est retenue.

Commencez le travail, ou déclinez, au plus tard le {until} : passé ce délai, l’attribution vous est retirée.

{duties}`,
      action: "Voir la mission",
    },
    en: {
      label: "Your offer is accepted",
      headline: "Your offer is accepted: {mission}",
      says: `Your offer of {price} for “{mission}” is accepted.

Begin the work, or decline, by {until}: after that, the award is taken back.

{duties}`,
      action: "View the project",
    },
  }),
  award_unanswered: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    while: ["awarded"],
    fr: {
      label: "Rappel : une attribution attend votre réponse",
      headline: "Votre réponse est attendue : {mission}",
      says: "Votre offre pour « {mission} » est retenue et attend votre réponse. Commencez le travail, ou déclinez, au plus tard le {until} : passé ce délai, l’attribution vous est retirée.",
      action: "Répondre",
    },
    en: {
      label: "Reminder: an award awaits your answer",
      headline: "Your answer is awaited: {mission}",
      says: "Your offer for “{mission}” is accepted and awaits your answer. Begin the work, or decline, by {until}: after that, the award is taken back.",
      action: "Answer",
    },
  }),
  award_declined: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    reasonOf: ["decline"],
    fr: {
      label: "Le prestataire retenu a décliné",
      headline: "Le prestataire retenu ne fera pas le travail : {mission}",
      says: `L’attribution de « {mission} » n’a pas abouti : le prestataire a décliné, ou n’a pas répondu dans les sept jours.

{reason}

Vous pouvez retenir une autre offre.`,
      action: "Voir les offres",
    },
    en: {
      label: "The provider you chose has declined",
      headline: "The provider you chose will not do the work: {mission}",
      says: `The award of “{mission}” has come to nothing: the provider declined, or did not answer within seven days.

{reason}

You may accept another offer.`,
      action: "View the offers",
    },
  }),
  award_taken_back: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une attribution vous est retirée",
      headline: "L’attribution vous est retirée : {mission}",
      says: "Votre offre pour « {mission} » avait été retenue ; sans réponse de votre part dans les sept jours, l’attribution vous est retirée.",
      action: "Voir la mission",
    },
    en: {
      label: "An award is taken back",
      headline: "The award was taken back: {mission}",
      says: "Your offer for “{mission}” had been accepted; since you did not answer within seven days, the award was taken back.",
      action: "View the project",
    },
  }),
  offer_not_chosen: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une autre offre a été retenue",
      headline: "Une autre offre a été retenue : {mission}",
      says: `Pour « {mission} », une autre offre que la vôtre a été retenue, et le travail a commencé.

Vous avez le droit de savoir quel prestataire a été retenu : la page de la mission vous le dit.`,
      action: "Voir la mission",
    },
    en: {
      label: "Another offer was accepted",
      headline: "Another offer was accepted: {mission}",
      says: `For “{mission}”, another offer than yours was accepted, and the work has begun.

You have the right to know which provider was chosen: the project’s page tells you.`,
      action: "View the project",
    },
  }),
} as const satisfies Record<string, Kind>;
