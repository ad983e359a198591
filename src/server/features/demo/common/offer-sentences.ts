import { compileTemplate } from "../template.ts";

/** What the messages of offers are made of. `{act}` is the job as an infinitive, `{trade}` in the provider's gender. */

/** One that ends with a comma is a line of its own. */
export const offerGreetings = [
  "Bonjour,",
  "Bonjour,",
  "Bonjour,",
  "Bonjour, merci pour votre annonce.",
  "Madame, Monsieur,",
  "",
];

export const experience = [
  "{^trade} {atTown} depuis {years} ans, je peux {act} dans de bonnes conditions.",
  "Je suis {trade} {atTown}, avec {years} ans de pratique.",
  "{^trade} de métier, je fais régulièrement ce type de travail.",
  "Je fais ce métier depuis {years} ans et je viens moi-même, sans sous-traitance.",
  "Je vous propose {de act} avec soin ; c'est mon quotidien depuis {years} ans.",
  "Votre demande correspond à ce que je fais depuis {years} ans.",
  "Je connais bien ce genre de demande, que je traite plusieurs fois par mois.",
  "{^trade} à mon compte {atTown}, je limite le nombre de clients pour bien les suivre.",
].map(compileTemplate);

export const firmExperience = [
  "Installés {atTown}, nous intervenons dans tout le secteur depuis {years} ans.",
  "Notre équipe de {team} personnes a l'habitude de ce type de demande.",
  "Nous vous proposons {de act}, avec une équipe de {team} personnes.",
  "C'est une demande que nous traitons souvent, et volontiers.",
  "Nous travaillons {atTown} et dans les communes voisines depuis {years} ans.",
  "Petite structure établie {atTown}, nous suivons chaque demande du début à la fin.",
  "Notre maison a {years} ans d'expérience et plusieurs références comparables à vous montrer.",
].map(compileTemplate);

export const understanding = [
  "Votre description est claire, il ne <me|nous> manque rien pour chiffrer.",
  "<J'ai|Nous avons> bien noté vos contraintes et <je les ai|nous les avons> prises en compte dans le prix.",
  "<Je peux|Nous pouvons> passer voir avant de confirmer, sans engagement de votre part.",
  "Deux ou trois détails restent à préciser, mais ils ne changeront pas le prix.",
  "<J'ai|Nous avons> répondu à une demande très proche le mois dernier, des photos sont disponibles.",
  "Le délai indiqué est réaliste et <je m'y tiens|nous nous y tenons>.",
  "Si un point vous paraît flou, <je réponds|nous répondons> volontiers par la messagerie.",
  "Le prix tient compte de tout ce que vous décrivez, sans mauvaise surprise.",
  "<Je préfère|Nous préférons> annoncer un délai un peu long et le respecter.",
].map(compileTemplate);

const includedTexts = {
  building: [
    "Le prix comprend la main-d'œuvre, les fournitures courantes et l'évacuation des déchets.",
    "Tout est compris : déplacement, protection des sols, fournitures et nettoyage.",
    "Prix ferme, assurance décennale à jour, attestation sur demande.",
    "Fournitures et pose comprises, garanties selon la loi, finitions soignées.",
    "<Je travaille|Nous travaillons> avec des marques connues et <je peux|nous pouvons> détailler chaque poste.",
  ],
  people: [
    "Le prix comprend les déplacements et le matériel dont <j'ai|nous avons> besoin.",
    "Les références et les diplômes sont disponibles sur demande.",
    "<Je propose|Nous proposons> une première rencontre gratuite pour faire connaissance.",
    "La régularité est <ma|notre> priorité, et les absences sont annoncées longtemps à l'avance.",
    "Le tarif est tout compris, sans frais supplémentaires.",
  ],
  onSite: [
    "Le prix comprend le déplacement, le matériel et la remise en ordre.",
    "Tout est compris, y compris les petites fournitures.",
    "Prix ferme et définitif, facture remise à la fin.",
    "Assurance professionnelle à jour, attestation sur demande.",
    "Si le travail va plus vite que prévu, <je facture|nous facturons> moins.",
  ],
  remote: [
    "Le prix comprend deux allers-retours de corrections et la remise des fichiers sources.",
    "Un point d'étape est prévu à mi-parcours, puis une livraison complète et documentée.",
    "Les droits d'utilisation sont cédés avec la livraison, c'est compris dans le prix.",
    "<Je peux|Nous pouvons> montrer trois réalisations comparables en visio.",
    "Une courte assistance après livraison est comprise.",
  ],
  venue: [
    "Le prix comprend la préparation, le déplacement et le matériel.",
    "<J'apporte|Nous apportons> tout le matériel et <je repars|nous repartons> sans laisser de trace.",
    "La date est libre et <je la bloque|nous la bloquons> dès votre accord.",
    "Un rendez-vous de préparation est compris, sur place ou par téléphone.",
    "Une solution de repli est prévue en cas d'imprévu.",
  ],
  workshop: [
    "Le prix comprend tout le travail et les petites fournitures ; rien ne sera ajouté sans votre accord.",
    "<Je peux|Nous pouvons> venir chercher et rapporter, c'est compris dans un rayon de vingt kilomètres.",
    "Un premier examen est fait devant vous, le prix est ferme ensuite.",
    "Le travail est garanti, et repris sans frais si quelque chose ne convient pas.",
    "<Je garde|Nous gardons> tout ce qui peut l'être et <je remplace|nous remplaçons> le reste.",
  ],
} as const;

/** By what is asked for, or where: "general" trades look under their setting. */
export const included = {
  building: includedTexts.building.map(compileTemplate),
  people: includedTexts.people.map(compileTemplate),
  onSite: includedTexts.onSite.map(compileTemplate),
  remote: includedTexts.remote.map(compileTemplate),
  venue: includedTexts.venue.map(compileTemplate),
  workshop: includedTexts.workshop.map(compileTemplate),
};

export const availability = [
  "<Je suis disponible|Nous sommes disponibles> {when}.",
  "Comptez {days}, avec un début possible {when}.",
  "Il faut prévoir {days} en tout.",
  "<Je peux|Nous pouvons> commencer {when} et terminer en {days}.",
  "La durée prévue est {de days}, <je peux m'|nous pouvons nous >adapter à vos horaires.",
].map(compileTemplate);

export const offerClosings = [
  "Cordialement",
  "Bien cordialement",
  "Bonne journée",
  "À votre disposition",
  "",
  "",
  "",
];
