import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** While offers are taken, and how that ends. */
export const auctionKinds = {
  offer_received: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "manage",
    foldMinutes: 60,
    while: ["published", "closed"],
    fr: {
      label: "Nouvelle offre sur une de vos missions",
      headline: "Nouvelle offre : {mission}",
      says: `Votre mission « {mission} » a reçu une nouvelle offre.

Offres en cours : {offers}`,
      action: "Voir les offres",
    },
    en: {
      label: "A new offer on one of your projects",
      headline: "New offer: {mission}",
      says: `Your project “{mission}” has a new offer.

Current offers: {offers}`,
      action: "View the offers",
    },
  }),
  price_beaten: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    foldMinutes: 60,
    while: ["published"],
    fr: {
      label: "Votre meilleur prix est battu",
      headline: "Votre prix n’est plus le meilleur : {mission}",
      says: "Pour « {mission} », un autre prestataire propose un prix plus bas que le vôtre. Vous pouvez baisser le vôtre jusqu’au {deadline}.",
      action: "Voir la mission",
    },
    en: {
      label: "Your best price is beaten",
      headline: "Your price is no longer the best: {mission}",
      says: "For “{mission}”, another provider offers a lower price than yours. You can lower yours until {deadline}.",
      action: "View the project",
    },
  }),
  offer_withdrawn: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Une offre est retirée",
      headline: "Une offre est retirée : {mission}",
      says: `Une offre pour votre mission « {mission} » a été retirée.

Offres en cours : {offers}`,
      action: "Voir les offres",
    },
    en: {
      label: "An offer is withdrawn",
      headline: "An offer was withdrawn: {mission}",
      says: `An offer for your project “{mission}” was withdrawn.

Current offers: {offers}`,
      action: "View the offers",
    },
  }),
  deadline_soon: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    while: ["published"],
    fr: {
      label: "Rappel : fin des offres dans 24 heures",
      headline: "Fin des offres dans 24 heures : {mission}",
      says: "Les offres pour « {mission} » sont reçues jusqu’au {deadline}.",
      action: "Voir la mission",
    },
    en: {
      label: "Reminder: offers end in 24 hours",
      headline: "Offers end in 24 hours: {mission}",
      says: "Offers for “{mission}” are taken until {deadline}.",
      action: "View the project",
    },
  }),
  deadline_reached: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Les offres sont closes, à vous de choisir",
      headline: "À vous de choisir : {mission}",
      says: `La réception des offres pour « {mission} » est terminée.

Offres reçues : {offers}

Retenez-en une au plus tard le {until} : passé ce délai, la mission expire.`,
      action: "Choisir une offre",
    },
    en: {
      label: "Offers are closed, yours to choose",
      headline: "Yours to choose: {mission}",
      says: `“{mission}” takes no more offers.

Offers received: {offers}

Accept one by {until}: after that, the project expires.`,
      action: "Choose an offer",
    },
  }),
  deadline_extended: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une date limite est repoussée",
      headline: "Date limite repoussée : {mission}",
      says: "Les offres pour « {mission} » sont désormais reçues jusqu’au {deadline}.",
      action: "Voir la mission",
    },
    en: {
      label: "A deadline is extended",
      headline: "Deadline extended: {mission}",
      says: "Offers for “{mission}” are now taken until {deadline}.",
      action: "View the project",
    },
  }),
  addendum_added: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une précision est ajoutée à une mission",
      headline: "Précision ajoutée : {mission}",
      says: "Le client a ajouté une précision à « {mission} », pour laquelle vous avez une offre. Lisez-la : elle compte pour le travail demandé.",
      action: "Lire la précision",
    },
    en: {
      label: "A clarification is added to a project",
      headline: "Clarification added: {mission}",
      says: "The client has added a clarification to “{mission}”, for which you have an offer. Read it: it counts for the work asked for.",
      action: "Read the clarification",
    },
  }),
  mission_expired: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "manage",
    fr: {
      label: "Une mission expire sans offre",
      headline: "Mission expirée sans offre : {mission}",
      says: "La date limite de « {mission} » est passée sans offre. Vous pouvez publier une nouvelle mission, avec plus de temps ou un autre budget.",
      action: "Voir la mission",
    },
    en: {
      label: "A project expires without offers",
      headline: "Project expired without offers: {mission}",
      says: "The deadline of “{mission}” has passed without an offer. You can publish a new project, with more time or another budget.",
      action: "View the project",
    },
  }),
  mission_lapsed: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une mission expire sans choix",
      headline: "Mission expirée sans choix : {mission}",
      says: "Aucune offre n’a été retenue à temps pour « {mission} » : la mission a expiré, et les offres sont caduques.",
      action: "Voir la mission",
    },
    en: {
      label: "A project expires without a choice",
      headline: "Project expired without a choice: {mission}",
      says: "No offer was accepted in time for “{mission}”: the project has expired, and its offers have lapsed.",
      action: "View the project",
    },
  }),
  mission_cancelled: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    reasonOf: ["cancel"],
    fr: {
      label: "Une mission est annulée",
      headline: "Mission annulée : {mission}",
      says: `La mission « {mission} » est annulée ; les offres sont caduques.

{reason}`,
      action: "Voir la mission",
    },
    en: {
      label: "A project is cancelled",
      headline: "Project cancelled: {mission}",
      says: `The project “{mission}” is cancelled; its offers have lapsed.

{reason}`,
      action: "View the project",
    },
  }),
  mission_out_of_sight: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une mission est masquée",
      headline: "Mission masquée : {mission}",
      says: "La modération a masqué « {mission} », pour laquelle vous avez une offre : pour l’instant, personne ne peut y répondre ni la retenir.",
      action: "Voir la mission",
    },
    en: {
      label: "A project is hidden",
      headline: "Project hidden: {mission}",
      says: "The moderators have hidden “{mission}”, for which you have an offer: for now, nobody can bid on it or accept it.",
      action: "View the project",
    },
  }),
  mission_back_in_sight: typeset({
    mail: "always",
    about: "mission",
    leadsTo: "mission",
    fr: {
      label: "Une mission est de nouveau visible",
      headline: "Mission de nouveau visible : {mission}",
      says: "« {mission} », pour laquelle vous avez une offre, est de nouveau visible.",
      action: "Voir la mission",
    },
    en: {
      label: "A project can be seen again",
      headline: "Project visible again: {mission}",
      says: "“{mission}”, for which you have an offer, can be seen again.",
      action: "View the project",
    },
  }),
} as const satisfies Record<string, Kind>;
