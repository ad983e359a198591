import { dictionary } from "./dictionary.ts";

/** For moderators: organisations without an owner, and missions with related parties. */
export const moderatedParties = dictionary(
  {
    careText:
      "Ces organisations n’ont plus de propriétaire. Nommez-en un parmi leurs membres ; s’il n’en reste aucun, dissolvez-les.",
    noneInCare: "Aucune organisation n’attend de propriétaire.",
    founded: (day: string) => `Créée le ${day}`,
    showMembers: "Voir les membres",
    showMembersNamed: (name: string) => `Voir les membres de ${name}`,
    hideMembers: "Masquer les membres",
    hideMembersNamed: (name: string) => `Masquer les membres de ${name}`,
    membersOf: (name: string) => `Membres de ${name}`,
    nobodyLeft: "Plus personne n’en fait partie : il ne reste qu’à la dissoudre.",
    nameOwner: "Nommer propriétaire",
    nameOwnerNamed: (name: string) => `Nommer propriétaire : ${name}`,
    nameOwnerAsk: (name: string, organisation: string) => `Nommer ${name} propriétaire de ${organisation} ?`,
    nameOwnerText:
      "Cette personne décidera de tout dans l’organisation, qui ne sera plus confiée à la modération.",
    named: (name: string, organisation: string) => `${name} est propriétaire de ${organisation}.`,
    ownCase:
      "Vous en faites partie : quelqu’un d’autre de la modération nommera son propriétaire, ou vous le ferez après l’avoir quittée.",
    dissolved: (organisation: string) => `${organisation} est dissoute.`,
    dissolveNamed: (organisation: string) => `Dissoudre l’organisation : ${organisation}`,
    dissolveAsk: (organisation: string) => `Dissoudre ${organisation} ?`,
    relatedText:
      "Sur ces missions, une même personne est de plusieurs côtés : parmi ceux qui proposent, ou chez le client et un prestataire. Rejoindre une organisation peut y mener ; s’entendre sur les prix est interdit. Ouvrez la mission, et masquez-la si la concurrence n’est plus loyale.",
    noneRelated: "Aucune mission n’a d’offres liées.",
    parties: "Côtés liés",
    client: "publie cette mission",
    bidder: "propose un prix",
    findAccount: "Chercher le compte",
    findAccountNamed: (name: string) => `Chercher le compte de ${name}`,
    seeMissionNamed: (title: string) => `Voir la mission : ${title}`,
  },
  {
    careText:
      "These organisations have no owner any more. Name one of their members; where nobody is left, dissolve them.",
    noneInCare: "No organisation is waiting for an owner.",
    founded: (day) => `Created on ${day}`,
    showMembers: "Show members",
    showMembersNamed: (name) => `Show members of ${name}`,
    hideMembers: "Hide members",
    hideMembersNamed: (name) => `Hide members of ${name}`,
    membersOf: (name) => `Members of ${name}`,
    nobodyLeft: "Nobody belongs to it any more: all that is left is to dissolve it.",
    nameOwner: "Name owner",
    nameOwnerNamed: (name) => `Name owner: ${name}`,
    nameOwnerAsk: (name, organisation) => `Name ${name} owner of ${organisation}?`,
    nameOwnerText:
      "This person will decide about everything in the organisation, which leaves the moderators’ care.",
    named: (name, organisation) => `${name} owns ${organisation}.`,
    ownCase: "You belong to it: another moderator will name its owner, or you will once you have left it.",
    dissolved: (organisation) => `${organisation} is dissolved.`,
    dissolveNamed: (organisation) => `Dissolve the organisation: ${organisation}`,
    dissolveAsk: (organisation) => `Dissolve ${organisation}?`,
    relatedText:
      "On these projects one person is on several sides: among those who bid, or with the client and a provider. Joining an organisation can lead there; agreeing on prices is forbidden. Open the project, and hide it if the competition is no longer fair.",
    noneRelated: "No project has related offers.",
    parties: "Related sides",
    client: "published this project",
    bidder: "bids",
    findAccount: "Find the account",
    findAccountNamed: (name) => `Find the account of ${name}`,
    seeMissionNamed: (title) => `See the project: ${title}`,
  },
);
