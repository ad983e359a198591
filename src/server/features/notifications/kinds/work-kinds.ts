import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** From the beginning of the work to its end. */
export const workKinds = {
  work_started: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Le travail commence",
      headline: "Le travail a commencé : {mission}",
      says: "Le prestataire retenu a accepté et commence le travail pour « {mission} ».",
      action: "Voir la mission",
    },
    en: {
      label: "The work begins",
      headline: "The work has begun: {mission}",
      says: "The provider you chose has accepted and begins the work for “{mission}”.",
      action: "View the project",
    },
  }),
  work_delivered: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Le travail est livré",
      headline: "Travail livré, à vous de l’accepter : {mission}",
      says: `Le prestataire déclare avoir terminé « {mission} ».

Acceptez le travail, demandez des corrections ou ouvrez un litige au plus tard le {until} : passé ce délai, il est réputé accepté.`,
      action: "Voir le travail livré",
    },
    en: {
      label: "The work is delivered",
      headline: "Work delivered, yours to accept: {mission}",
      says: `The provider says that “{mission}” is done.

Accept the work, ask for changes or open a dispute by {until}: after that, it counts as accepted.`,
      action: "View the delivered work",
    },
  }),
  changes_requested: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    reasonOf: ["request_changes"],
    fr: {
      label: "Des corrections sont demandées",
      headline: "Corrections demandées : {mission}",
      says: `Des corrections sont demandées au travail livré pour « {mission} » :

{reason}`,
      action: "Voir la mission",
    },
    en: {
      label: "Changes are asked for",
      headline: "Changes asked for: {mission}",
      says: `Changes are asked for to the work delivered for “{mission}”:

{reason}`,
      action: "View the project",
    },
  }),
  work_completed: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Le travail est accepté",
      headline: "Travail accepté : {mission}",
      says: `Le travail pour « {mission} » est accepté : la mission est terminée. Le prix convenu était de {price}.

{duties}`,
      action: "Voir la mission",
    },
    en: {
      label: "The work is accepted",
      headline: "Work accepted: {mission}",
      says: `The work for “{mission}” is accepted: the project is over. The price agreed was {price}.

{duties}`,
      action: "View the project",
    },
  }),
  work_taken_as_accepted: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Un travail livré est réputé accepté",
      headline: "Travail réputé accepté : {mission}",
      says: "Le travail livré pour « {mission} » est resté quatorze jours sans réponse de votre part : il est réputé accepté, et la mission est terminée.",
      action: "Voir la mission",
    },
    en: {
      label: "Delivered work counts as accepted",
      headline: "Work counts as accepted: {mission}",
      says: "The work delivered for “{mission}” had no answer from you for fourteen days: it counts as accepted, and the project is over.",
      action: "View the project",
    },
  }),
  dispute_opened: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    reasonOf: ["dispute"],
    fr: {
      label: "Un litige est ouvert",
      headline: "Litige ouvert : {mission}",
      says: `Un litige est ouvert sur « {mission} ». La modération, à qui il est soumis, décidera de la suite.

{reason}`,
      action: "Voir la mission",
    },
    en: {
      label: "A dispute is opened",
      headline: "Dispute opened: {mission}",
      says: `A dispute is opened about “{mission}”. The moderators, who have been asked, will decide how it goes on.

{reason}`,
      action: "View the project",
    },
  }),
  dispute_to_decide: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "moderation",
    reasonOf: ["dispute"],
    fr: {
      label: "Un litige attend la modération",
      headline: "Litige à trancher : {mission}",
      says: `Un litige est ouvert sur « {mission} » et attend une décision de la modération.

{reason}`,
      action: "Voir les missions à modérer",
    },
    en: {
      label: "A dispute awaits the moderators",
      headline: "Dispute to decide: {mission}",
      says: `A dispute is opened about “{mission}” and awaits a decision by the moderators.

{reason}`,
      action: "View the projects to moderate",
    },
  }),
  dispute_decided: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Un litige est tranché",
      headline: "Litige tranché : {mission}",
      says: `La modération a tranché le litige sur « {mission} ». La page de la mission dit où elle en est désormais.`,
      action: "Voir la mission",
    },
    en: {
      label: "A dispute is decided",
      headline: "Dispute decided: {mission}",
      says: `The moderators have decided the dispute about “{mission}”. The project’s page says how it stands now.`,
      action: "View the project",
    },
  }),
} as const satisfies Record<string, Kind>;
