import { compileTemplate, type Template } from "../template.ts";

/** Compiles sentences that are kept by setting. */
export function compileBySetting(
  texts: Record<Setting, readonly string[]>,
): Record<Setting, readonly Template[]> {
  const compiled = (setting: Setting) => texts[setting].map(compileTemplate);
  return {
    flat: compiled("flat"),
    house: compiled("house"),
    premises: compiled("premises"),
    remote: compiled("remote"),
    venue: compiled("venue"),
    workshop: compiled("workshop"),
  };
}

/** Where the work is and how to get there, by setting. */
export type Setting = "flat" | "house" | "premises" | "remote" | "venue" | "workshop";

const sources: Record<Setting, readonly string[]> = {
  flat: [
    "Le logement se trouve {atTown}, {floor}, {spot}.",
    "L'appartement est situé {atTown}, {floor} ; on peut décharger devant l'immeuble, {street}.",
    "C'est {atTown}, {floor}. Le stationnement est payant dans la rue, mais une place peut être réservée.",
    "L'immeuble se trouve {street}, {atTown}, à {walk} minutes à pied du centre.",
    "Le logement est {floor}, {atTown} ; la cage d'escalier est étroite, merci d'en tenir compte.",
    "L'accès se fait par un digicode, {street}, {atTown}. Le code vous sera donné après accord.",
    "<J'habite|Nous habitons> {atTown}, {floor}, dans un immeuble où le bruit est toléré de {morning} à {evening}.",
    "L'appartement reste occupé pendant l'intervention, {atTown}, {floor}.",
    "Le gardien peut ouvrir en cas d'absence ; le logement est {floor}, {atTown}.",
  ],
  house: [
    "La maison se trouve {atTown}, {spot}, avec de quoi garer une camionnette.",
    "L'accès se fait par un portail de {gateWidth}, {street}, {atTown}.",
    "C'est {atTown}, {spot}. Le stationnement est libre dans la rue.",
    "<Je suis|Nous sommes> {atTown}, {spot}, à {walk} minutes du centre en voiture.",
    "Vous pourrez vous garer dans la cour, {street}, {atTown} ; il y a de l'eau et du courant sur place.",
    "La maison est {atTown}, {spot}. Un véhicule de moins de 3,5 tonnes passe sans difficulté.",
    "<J'habite|Nous habitons> {atTown}, {street}. Un chien vit ici, il sera gardé à l'intérieur.",
    "Le terrain est accessible par l'arrière, {street}, {atTown}.",
    "L'adresse exacte, {atTown}, sera donnée après accord ; c'est {spot}, facile à trouver.",
    "La maison est habitée pendant l'intervention, {atTown}, {spot}.",
  ],
  premises: [
    "Les lieux sont {atTown}, {spot}, avec un accès de plain-pied.",
    "L'accès est possible de [8 h|8 h 30|9 h|9 h 30] à [17 h 30|18 h|19 h], {atTown}, et plus tard sur demande.",
    "L'intervention a lieu {atTown}, {street} ; une aire de livraison se trouve juste à côté.",
    "C'est {atTown}, {spot}. Une personne sera là pour vous ouvrir et répondre aux questions.",
    "Les lieux se trouvent {atTown}, {street}. Un badge d'accès vous sera prêté.",
    "Les lieux restent occupés pendant l'intervention, {atTown}, {spot}.",
    "Vous trouverez de quoi vous garer derrière le bâtiment, {street}, {atTown}.",
    "L'adresse est {street}, {atTown}, à {walk} minutes du centre.",
  ],
  remote: [
    "Tout peut se faire à distance, avec un point en visio toutes les semaines.",
    "Les échanges se feront par la messagerie, et par téléphone si c'est plus simple.",
    "Une réunion de lancement d'une heure en visio est prévue, ensuite chacun avance à son rythme.",
    "Le travail se fait à distance ; une seule personne sera votre interlocutrice.",
    "Les documents seront partagés dans un dossier en ligne, sans outil particulier à installer.",
    "Aucun déplacement n'est nécessaire, peu importe où vous travaillez.",
    "<Je réponds|Nous répondons> sous un jour ouvré, et <j'attends|nous attendons> la même chose en retour.",
    "La mission se fait entièrement à distance, avec deux points d'étape au minimum.",
  ],
  venue: [
    "Le lieu se trouve {atTown}, {spot}, et se visite sur rendez-vous.",
    "Cela se passe {atTown}, {street} ; le déchargement est possible devant l'entrée.",
    "C'est {atTown}, {spot}. Un parking gratuit est à deux minutes.",
    "L'adresse est {street}, {atTown} ; les clés sont disponibles la veille à partir de {evening}.",
    "Le lieu, {atTown}, est accessible aux personnes à mobilité réduite.",
    "Rendez-vous {atTown}, {spot}, en voiture ou par les transports.",
    "L'électricité et l'eau sont disponibles sur place, {atTown}, {spot}.",
  ],
  workshop: [
    "<Je peux me|Nous pouvons nous> déplacer jusqu'à une trentaine de kilomètres autour {ofTown}.",
    "Le dépôt peut se faire chez vous, si vous n'êtes pas trop loin {ofTown}.",
    "C'est visible {atTown}, {spot}, en soirée ou le samedi matin.",
    "Tout se trouve {atTown}, {spot} ; des photos peuvent être envoyées avant de se déplacer.",
    "Un enlèvement {atTown}, {street}, serait un vrai plus.",
    "La remise se fait en main propre, {atTown} ou aux alentours.",
  ],
};

export const accessSentences = compileBySetting(sources);
