import { compileSlots, type SlotTable } from "../template.ts";
import type { ClientKind } from "../trade-texts.ts";

/** Slots that every trade may use, and those whose words depend on where the work is and who asks for it. */

const STREET_NAMES =
  `des Acacias|des Alouettes|de l'Abbaye|des Amandiers|de l'Aqueduc|de l'Aubépine|des Bateliers|de la Bergerie|des Bleuets|
  du Bocage|de la Boulangerie|des Bruyères|du Canal|des Capucines|des Cerisiers|du Champ-Rond|de la Chapelle|des Charmes|
  du Château-d'Eau|des Châtaigniers|des Chênes|du Clos|du Colombier|de la Corderie|des Coquelicots|des Cordeliers|
  de la Croix-Blanche|des Écoles|des Églantines|de la Fontaine|de la Forge|du Four|des Frênes|des Genêts|de la Gare|
  des Glycines|de la Grange|de la Halle|des Hirondelles|des Iris|du Jeu-de-Paume|des Jardins|du Lavoir|des Lilas|
  du Maréchal-Ferrant|du Marché|des Merles|des Mésanges|du Moulin|des Noisetiers|des Noyers|des Ormes|de la Paix|
  du Petit-Bois|des Pervenches|des Peupliers|du Pigeonnier|des Platanes|du Pont|du Port|des Potiers|du Pressoir|
  de la Prairie|du Puits|des Remparts|des Rosiers|des Saules|de la Source|des Tanneurs|de la Tannerie|des Teinturiers|
  des Tilleuls|des Tisserands|du Verger|des Vergers|de la Vigne|des Vignes|des Violettes|de la Poste|des Tonneliers`.replace(
    /\n\s*/g,
    "",
  );

export const everySlot = compileSlots({
  lately: "hier|avant-hier|trois jours|quelques jours|une semaine|le week-end dernier|lundi dernier",
  since:
    "quelques jours|une semaine|deux semaines|trois semaines|un mois|deux mois|plusieurs mois|l'automne|l'hiver dernier|le printemps|la rentrée|le début de l'année",
  room: "la cuisine|la salle de bains|le salon|l'entrée|le couloir|la chambre|la buanderie|le cellier|le bureau|la chambre d'amis|la salle à manger",
  streetName: STREET_NAMES,
  street: "[rue|rue|rue|rue|allée|avenue|chemin|impasse|place] {streetName}",
  gateWidth: "2,40 m|2,60 m|2,80 m|3 m|3,20 m|3,50 m",
  morning: "7 h 30|8 h|8 h 30|9 h",
  evening: "17 h|17 h 30|18 h|18 h 30|19 h",
  weekday: "lundi|mardi|mercredi|jeudi|vendredi",
  deposit: "20|25|30|40",
  answerDays: "deux|trois|quatre|cinq|huit",
});

/** Words for a place in a town, by its size: nobody has a "bourg" in Marseille. */
export const largeTownSlots = compileSlots({
  spot: "dans une rue calme|près de la gare|à deux pas du marché|en plein centre|derrière le lycée|non loin du parc|dans une petite rue à sens unique|près de l'hôpital|à côté d'un arrêt de tramway|dans un quartier pavillonnaire",
  walk: "5|8|10|12|15",
});

export const smallTownSlots = compileSlots({
  spot: "dans le bourg|près de l'église|à la sortie de la commune|dans une impasse calme|derrière la mairie|dans un lotissement|au bout d'un chemin|dans une rue en pente|à côté du stade|en face de l'école|le long de la route principale|dans un hameau",
  walk: "2|3|5|8",
});

export const flatSlots = compileSlots({
  home: "un appartement de trois pièces|un appartement de quatre pièces|un deux-pièces|un grand studio|un duplex|un appartement ancien|un appartement des années 1970|un appartement sous les toits",
  lieu: "l'appartement",
  floor:
    "au rez-de-chaussée|au premier étage sans ascenseur|au premier étage|au deuxième étage avec ascenseur|au deuxième étage sans ascenseur|au troisième étage avec ascenseur|au troisième étage sans ascenseur|au quatrième étage, avec un petit ascenseur|au cinquième étage avec ascenseur",
});

export const houseSlots = compileSlots({
  home: "une maison de ville|une maison mitoyenne|un pavillon des années 1970|un pavillon des années 1980|une maison de village|une longère|une ancienne ferme|une maison en pierre|une maison des années 1930|une maison récente|une maison de plain-pied",
  lieu: "la maison",
});

/** An organisation's words for its premises; `self` is given by the client itself. */
export const premisesSlots: Record<Exclude<ClientKind, "person">, SlotTable> = {
  condo: compileSlots({ lieu: "l'immeuble|la résidence|la copropriété", home: "un immeuble" }),
  shop: compileSlots({ lieu: "la boutique|le magasin", home: "un local commercial" }),
  restaurant: compileSlots({ lieu: "l'établissement|la grande salle", home: "un établissement" }),
  company: compileSlots({ lieu: "nos bureaux|nos locaux", home: "un bâtiment" }),
  association: compileSlots({ lieu: "notre local|la salle associative", home: "un local" }),
  town: compileSlots({
    lieu: "la mairie|la salle des fêtes|l'école|le gymnase|la médiathèque|la maison des associations",
    home: "un bâtiment communal",
  }),
};
