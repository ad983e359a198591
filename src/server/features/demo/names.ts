import type { Random } from "./random.ts";

/** Names of invented people: common ones of today's France, of many origins. */

const WOMEN =
  `Adèle Agathe Alice Amandine Amina Anaïs Apolline Assia Aurore Béatrice Bérénice Brigitte Capucine Carole Cécile
  Céleste Charline Chloé Claire Clarisse Clémence Coralie Delphine Djamila Éléonore Élise Élodie Émilie Estelle Eugénie
  Fanny Fatou Faustine Flora Garance Gwenaëlle Hélène Héloïse Hortense Inès Iris Jeanne Joséphine Julie Karine Khadija
  Laëtitia Latifa Léonie Lila Line Louise Lucile Maëlle Maïté Manon Margaux Maryam Mathilde Maud Mélanie Meriem Morgane
  Nadège Naïma Nathalie Nawel Ninon Noémie Océane Odile Ornella Pascale Pauline Perrine Prune Rachida Renée Romane
  Rosalie Sabrina Salomé Sandrine Séverine Solène Solveig Soraya Stéphanie Suzanne Sylvie Tiphaine Valentine Véronique
  Violette Yasmine Yvonne Zoé`.split(/\s+/);

const MEN =
  `Adrien Aïssa Alexis Aloïs Amadou Anatole Antonin Armand Arnaud Arthur Augustin Aurélien Baptiste Basile Bastien
  Benoît Bilal Boris Brice Cédric Clément Corentin Cyprien Damien Denis Diego Didier Driss Éloi Émile Erwan Étienne
  Fabien Félix Ferdinand Florent François Gaël Gaspard Gauthier Georges Ghislain Grégoire Guillaume Gustave Hamid
  Hervé Hippolyte Ibrahim Ismaël Ivan Jérôme Joachim Joël Jonas Jules Kamel Karim Kévin Lambert Léon Loïc Lucien
  Ludovic Malik Marcelin Marius Martin Matéo Mathurin Maxence Mehdi Moussa Nabil Nathan Nicolas Noël Octave Olivier
  Oscar Pacôme Paulin Philémon Quentin Rachid Raoul Rémi Renaud Roland Romain Samir Sébastien Simon Stanislas Sylvain
  Tanguy Théo Thibault Tristan Ulysse Valentin Victorien Vincent Xavier Yannick Yves Zacharie`.split(/\s+/);

const FAMILIES =
  `Abadie|Amsellem|Aubertin|Bailleul|Barbotin|Barthélémy|Baudouin|Bellanger|Ben Amar|Benali|Berthelot|Besnard|Bidault|
  Boisseau|Bonneau|Boulanger|Bourdin|Boutin|Bouvier|Brochard|Brunel|Cabanel|Caillaud|Camara|Carlier|Castaing|Cazenave|
  Chabert|Charrier|Chauvet|Chevreau|Clavel|Cochet|Coulibaly|Coulon|Courtois|Da Costa|Da Silva|Dabrowski|Danjou|De Sousa|
  Delahaye|Delattre|Delmas|Deschamps-Roy|Desmoulins|Diallo|Diop|Dos Santos|Doucet|Drouet|Dumoulin|Dupouy|Duquesne|
  El Amrani|Etcheverry|Fabre|Faucher|Fernandes|Ferreira|Feuillet|Fouquet|Gachet|Gaillard|Garnier|Gaudin|Geoffroy|Gicquel|
  Gilbert|Gouin|Grandin|Grimaud|Guérin|Guichard|Guillon|Guitton|Haddad|Hamel|Hardouin|Herbin|Hoarau|Humbert|Jacquemin|
  Jaouen|Joubert|Kaczmarek|Kerbrat|Kessler|Khelifi|Kowalczyk|L'Hostis|Labbé|Lacaze|Lafitte|Lagarde|Lamotte|Landais|
  Langlois|Lapeyre|Laroche|Lasserre|Le Bihan|Le Corre|Le Goff|Le Gall|Lebrun|Leclère|Legendre|Lemaître|Lenoir|Lesage|
  Levasseur|Lhomme|Loiseau|Lopes|Maillard|Mansouri|Marchal|Marchand|Maréchal|Masson|Mathieu|Maurin|Mendy|Mercadier|
  Meunier|Meziane|Michelet|Monnier|Montagne|Morin|Moulin|Muller|N'Diaye|Nguyen|Nivelle|Noblet|Okafor|Ollivier|Oudin|
  Parmentier|Pasquier|Pelletier|Peltier|Perrot|Pham|Pichon|Pineau|Poirier|Pommier|Pouliquen|Prigent|Quéméneur|Rabier|
  Rakoto|Raynaud|Renault-Petit|Ribeiro|Rigaud|Rivière|Rolland|Roussel|Sabatier|Saïdi|Salaün|Santoni|Sarrazin|Sauvage|
  Schmitt|Schneider|Seguin|Sylla|Tardieu|Teixeira|Tessier|Thévenet|Tisserand|Tournier|Tran|Traoré|Vasseur|Verdier|
  Vidalenc|Villeneuve|Vivier|Vogel|Wagner|Weber|Yildiz|Zeller|Ziani`
    .replace(/\n\s*/g, "")
    .split("|");

/** First and family name together of people whom readers would know: drawn again. */
const KNOWN = new Set(
  `Camille Claudel|Sylvie Vartan|Jules Michelet|Samir Nasri|Jules Ferry|Denis Brogniart|Vincent Delerm|Marius Olive|
  Xavier Niel|François Fillon|Olivier Rouyer|Georges Sand|Denis Papin|Étienne Chatiliez|François Morel|Arthur Masson|
  Nicolas Fouquet|Martin Fourcade|Hélène Darroze|Hélène Ségara|Romain Gary|Jérôme Fernandez|François Lebrun|
  Véronique Sanson|Jean Moulin|Arnaud Boutin|Arnaud Tsamere|Adrien Rabiot|Moussa Diop|Mathieu Amalric|Simon Nora|
  Sylvain Tesson|Nathalie Arthaud|Nicolas Hulot|Arthur Rimbaud|Émile Zola|Élise Lucet|Vincent Lindon|Marc Lavoine`
    .replace(/\n\s*/g, "")
    .split("|"),
);

export type PersonName = { first: string; last: string; feminine: boolean };

export function familyName(random: Random): string {
  return random.pick(FAMILIES);
}

export function firstName(random: Random, feminine: boolean): string {
  return random.pick(feminine ? WOMEN : MEN);
}

export function personName(random: Random): PersonName {
  for (;;) {
    const feminine = random.chance(0.52);
    const first = firstName(random, feminine);
    const last = familyName(random);
    if (!KNOWN.has(`${first} ${last}`)) return { first, last, feminine };
  }
}
