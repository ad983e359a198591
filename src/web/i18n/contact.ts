import { consentHint, consentTexts } from "../../shared/consent-texts.ts";
import { dictionary } from "./dictionary.ts";

/** How both sides of an award reach each other. */
export const contact = dictionary(
  {
    own: "Mes coordonnées",
    ownText:
      "Elles sont données à l’autre partie quand une mission est attribuée, si vous l’avez accepté. Personne d’autre ne les voit.",
    name: "Nom de la personne à joindre",
    phone: "Téléphone",
    phoneHint: "Un numéro français, ou un numéro qui commence par +.",
    email: "Adresse e-mail de contact",
    address: "Adresse postale",
    save: "Enregistrer mes coordonnées",
    saved: "Vos coordonnées sont enregistrées.",
    forget: "Effacer mes coordonnées",
    forgetTitle: "Effacer vos coordonnées ?",
    forgetText:
      "Ceux avec qui vous travaillez ne pourront plus vous joindre. Vous pourrez en indiquer d’autres.",
    keep: "Garder mes coordonnées",
    forgotten: "Vos coordonnées sont effacées.",
    fill: "Indiquer mes coordonnées",
    invite: "Indiquez comment vous joindre",
    inviteClient:
      "Une fois la mission attribuée, le prestataire aura besoin de vos coordonnées. Elles ne sont données qu’à lui, et seulement si vous l’acceptez.",
    inviteProvider:
      "Si votre offre est retenue, le client aura besoin de vos coordonnées. Elles ne sont données qu’à lui, et seulement si vous l’acceptez.",
    consentOffer: consentTexts.offer.fr,
    consentAward: consentTexts.award.fr,
    consentHint: consentHint.fr,
    willShare: "Si votre offre est retenue, vos coordonnées seront données au client.",
    willNotShare: "Si votre offre est retenue, vos coordonnées ne seront pas données au client.",
    share: consentTexts.share.fr,
    unshare: "Ne plus les donner",
    reachProvider: "Joindre le prestataire",
    reachClient: "Joindre le client",
    notShared: (name: string) =>
      `${name} n’a pas encore accepté de donner ses coordonnées. Elles s’afficheront ici dès que ce sera fait.`,
    missing: (name: string) =>
      `${name} a accepté de donner ses coordonnées, mais ne les a pas encore indiquées. Elles s’afficheront ici dès que ce sera fait.`,
    ownNotShared: (name: string) =>
      `${name} ne peut pas vous joindre : vous n’avez pas donné vos coordonnées.`,
    ownMissing: (name: string) => `${name} ne peut pas vous joindre : vos coordonnées sont vides.`,
    ownShared: (name: string, moment: string) =>
      `Vos coordonnées sont données à ${name}, avec votre accord du ${moment}.`,
    change: "Modifier mes coordonnées",
    contactName: "Nom",
    contactEmail: "E-mail",
    contactAddress: "Adresse",
    workAddress: "Adresse d’intervention",
    workAddressText: "Là où le travail se fait : rue, étage, accès. Seul le prestataire retenu la lit.",
    workAddressNone: "Aucune adresse n’est indiquée.",
    workAddressFill: "Indiquer l’adresse",
    workAddressChange: "Modifier l’adresse",
    workAddressSave: "Enregistrer l’adresse",
  },
  {
    own: "My contact details",
    ownText:
      "They are given to the other party when a project is awarded, if you have agreed. Nobody else sees them.",
    name: "Name of the person to contact",
    phone: "Phone",
    phoneHint: "A French number, or one that begins with +.",
    email: "Contact e-mail address",
    address: "Postal address",
    save: "Save my contact details",
    saved: "Your contact details are saved.",
    forget: "Erase my contact details",
    forgetTitle: "Erase your contact details?",
    forgetText: "The people you work with will no longer be able to reach you. You can enter others later.",
    keep: "Keep my contact details",
    forgotten: "Your contact details are erased.",
    fill: "Enter my contact details",
    invite: "Say how you can be reached",
    inviteClient:
      "Once the project is awarded, the provider will need your contact details. They are given to the provider alone, and only if you agree.",
    inviteProvider:
      "If your offer is accepted, the client will need your contact details. They are given to the client alone, and only if you agree.",
    consentOffer: consentTexts.offer.en,
    consentAward: consentTexts.award.en,
    consentHint: consentHint.en,
    willShare: "If your offer is accepted, your contact details will be given to the client.",
    willNotShare: "If your offer is accepted, your contact details will not be given to the client.",
    share: consentTexts.share.en,
    unshare: "Stop giving them",
    reachProvider: "Contact the provider",
    reachClient: "Contact the client",
    notShared: (name: string) =>
      `${name} has not agreed to give contact details yet. They will appear here once that is done.`,
    missing: (name: string) =>
      `${name} has agreed to give contact details, but has not entered them yet. They will appear here once that is done.`,
    ownNotShared: (name: string) => `${name} cannot reach you: you have not given your contact details.`,
    ownMissing: (name: string) => `${name} cannot reach you: your contact details are empty.`,
    ownShared: (name: string, moment: string) =>
      `Your contact details are given to ${name}, as you agreed on ${moment}.`,
    change: "Change my contact details",
    contactName: "Name",
    contactEmail: "E-mail",
    contactAddress: "Address",
    workAddress: "Work address",
    workAddressText: "Where the work is done: street, floor, access. Only the chosen provider reads it.",
    workAddressNone: "No address has been given.",
    workAddressFill: "Enter the address",
    workAddressChange: "Change the address",
    workAddressSave: "Save the address",
  },
);
