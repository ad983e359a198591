import { compileTemplate } from "../template.ts";
import { compileBySetting, type Setting } from "./access.ts";

/** Where, when and what is expected for care and lessons, where one looks for a person, not for works. */

const access: Record<Setting, readonly string[]> = {
  flat: [
    "C'est {atTown}, {floor}, {spot}.",
    "Le logement se trouve {street}, {atTown}, à {walk} minutes d'un arrêt de bus.",
    "<J'habite|Nous habitons> {atTown}, {floor}, dans un immeuble calme.",
    "L'appartement est {atTown}, {spot}, facile d'accès à vélo ou en bus.",
    "Cela se passe {atTown}, {floor} ; le code de l'entrée sera donné après accord.",
  ],
  house: [
    "<J'habite|Nous habitons> {atTown}, {spot}, et l'on se gare facilement.",
    "La maison se trouve {street}, {atTown}, à {walk} minutes du centre.",
    "C'est {atTown}, {spot}, dans une maison avec un petit jardin.",
    "Cela se passe {atTown}, {street} ; un abri permet de laisser un vélo.",
    "L'adresse exacte, {atTown}, {spot}, sera donnée après accord.",
  ],
  premises: [
    "Cela se passe {atTown}, {street}, dans une salle chauffée et claire.",
    "Le rendez-vous est {atTown}, {spot}, à {walk} minutes du centre.",
    "La salle se trouve {atTown}, {street}, avec des toilettes et un point d'eau.",
    "Nous sommes {atTown}, {spot} ; l'accès est de plain-pied.",
    "Les clés de la salle, {street}, {atTown}, vous seront confiées.",
  ],
  remote: [
    "Tout peut se faire à distance, en visio.",
    "Les rendez-vous se feront en visio, sauf envie de se rencontrer.",
    "Peu importe où vous vivez, les échanges se font à distance.",
  ],
  venue: [
    "Le rendez-vous est {atTown}, {spot}.",
    "Cela se passe {atTown}, {street}, avec un parking à deux minutes.",
    "Le lieu, {atTown}, est accessible en transports et aux personnes à mobilité réduite.",
  ],
  workshop: [
    "Cela peut se faire chez vous, si vous n'êtes pas trop loin {ofTown}.",
    "C'est {atTown}, {spot}.",
  ],
};

const schedule = [
  "Le début est souhaité {when}.",
  "Une première rencontre {weekOf} serait idéale.",
  "Les horaires peuvent être discutés, dans la limite du raisonnable.",
  "Le {weekday} n'est pas possible, le reste de la semaine est ouvert.",
  "Une rencontre sans engagement est prévue avant de commencer.",
  "Merci d'indiquer vos disponibilités à partir du {laterDate}.",
  "Si {when} est trop tôt pour vous, un départ courant {nextMonth} reste possible.",
];

const expectations = [
  "Merci de dire en quelques mots votre expérience et ce que vous aimez dans ce travail.",
  "Des références que l'on peut appeler seront appréciées.",
  "Le sérieux et la gentillesse comptent autant que le prix.",
  "Merci d'indiquer votre tarif horaire et le total que cela représente.",
  "<Je réponds|Nous répondons> à tout le monde, en général sous {answerDays} jours.",
  "Les questions sont bienvenues par la messagerie.",
  "Les frais de déplacement doivent être compris dans le prix.",
  "La régularité est importante : mieux vaut moins, mais tenu.",
  "Un diplôme n'est pas tout, une vraie attention aux personnes est indispensable.",
  "Une offre courte suffit, le reste se dira de vive voix.",
];

const forPersons = [
  "Un règlement par virement, sur facture, est possible.",
  "Une facture est attendue, cela va de soi.",
  "Une première séance, payée, permettra à chacun de se décider.",
];

const forOrganisations = [
  "Le règlement se fait chaque mois, par virement, sur facture.",
  "{^self} établit un bon de commande avant le début.",
  "Une personne de l'équipe sera présente à la première rencontre.",
];

export const peopleAccess = compileBySetting(access);
export const peopleSchedule = schedule.map(compileTemplate);
export const peopleExpectations = expectations.map(compileTemplate);
export const peopleTermsForPersons = forPersons.map(compileTemplate);
export const peopleTermsForOrganisations = forOrganisations.map(compileTemplate);
