import { compileTemplate } from "../template.ts";

/** What is expected of the work and of the offers, and how texts begin and end. */

/** For building trades alone: what a careful client asks of any site. */
export const siteCare = [
  "Une attestation d'assurance décennale en cours de validité est demandée.",
  "Le chantier doit être laissé propre chaque soir, et les gravats évacués à la fin.",
  "Merci de distinguer la main-d'œuvre et les fournitures dans votre offre.",
  "Les protections de sols et le nettoyage de fin de chantier sont compris.",
  "Précisez les marques et les références que vous proposez, ainsi que les garanties.",
  "La dépose de l'existant et son évacuation en déchèterie doivent apparaître dans le prix.",
  "Si vous sous-traitez une partie du travail, merci de le dire.",
  "Les voisins sont compréhensifs, à condition d'être prévenus [la veille|deux jours avant|une semaine avant].",
].map(compileTemplate);

/** For any trade. */
export const offerExpectations = [
  "Merci d'indiquer un prix toutes taxes comprises et un délai réaliste.",
  "<Je compare|Nous comparons> plusieurs offres et <je répondrai|nous répondrons> à chacune.",
  "Des références ou des photos de travaux comparables seront appréciées.",
  "Le prix n'est pas le seul critère : le sérieux et la clarté comptent autant.",
  "Les questions sont bienvenues, de préférence par la messagerie.",
  "Un acompte de {deposit} % est accepté, le solde à la fin.",
  "Merci de dire ce qui est compris et ce qui ne l'est pas.",
  "<Je préfère|Nous préférons> un prix ferme à une estimation.",
  "<Je réponds|Nous répondons> en général sous {answerDays} jours.",
  "Une offre courte et précise suffit, pas besoin de longs discours.",
  "Si quelque chose manque dans cette description, demandez : <je compléterai|nous compléterons>.",
  "Un interlocuteur unique du début à la fin serait appréciable.",
  "Précisez votre expérience sur ce type de demande, en deux ou trois phrases.",
  "Toute suggestion qui ferait gagner du temps ou de l'argent est la bienvenue.",
  "<Je choisirai|Nous choisirons> dans les jours qui suivent la date limite.",
].map(compileTemplate);

/** For organisations: how they pay and decide. */
export const organisationExpectations = [
  "Le règlement se fait par virement, à trente jours, sur facture.",
  "Une facture en règle et une attestation d'assurance professionnelle sont nécessaires.",
  "Le choix se fera en réunion, {weekOf}, d'après le prix, le délai et la méthode.",
  "{^self} travaille volontiers avec des indépendants et de petites structures.",
  "Une attention à l'environnement et aux conditions de travail sera prise en compte.",
  "Deux personnes suivront le dossier de notre côté.",
  "Si tout se passe bien, d'autres demandes pourront suivre dans l'année.",
].map(compileTemplate);

/** For persons where somebody comes home or something is brought. */
export const visitExpectations = [
  "Une visite avant de chiffrer est possible, [en soirée|le samedi matin|sur rendez-vous|en semaine après {evening}].",
  "Des photos supplémentaires peuvent être envoyées sur demande.",
  "Le budget indiqué est un ordre de grandeur, <je reste|nous restons> à l'écoute.",
  "Le paiement se fait par virement ou par chèque, à la fin.",
].map(compileTemplate);

export const greetings = [
  "Bonjour,",
  "Bonjour,",
  "Bonjour,",
  "Bonjour à toutes et à tous,",
  "Madame, Monsieur,",
];

export const closings = [
  "Merci d'avance pour vos propositions.",
  "Merci de votre attention et au plaisir de vous lire.",
  "Au plaisir d'échanger avec vous.",
  "Merci par avance.",
  "D'avance, merci pour votre temps.",
  "Bien cordialement",
  "Cordialement",
  "À bientôt",
];
