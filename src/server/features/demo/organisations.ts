import { ofTown } from "./french.ts";
import { familyName } from "./names.ts";
import type { DemoPlace } from "./places.ts";
import type { Random } from "./random.ts";
import type { ClientKind } from "./trade-texts.ts";

/** Invented organisations: names as on a sign, and the words with which they speak of themselves. */

type Organisation = { displayName: string; self: string };
type Parts = { last: string; last2: string; ofTown: string; tree: string; thing: string };

const TREES =
  "Acacias Charmes Cèdres Chênes Érables Lauriers Marronniers Noisetiers Ormes Peupliers Platanes Tilleuls".split(
    " ",
  );
const THINGS =
  "la Fontaine|le Lavoir|la Halle|le Vieux Pont|la Source|l'Horloge|le Moulin|la Chapelle|le Verger|la Grange|l'Écluse|le Four à pain".split(
    "|",
  );

/** [self, name] of each; several names for one self are several lines. */
const makers: Record<
  Exclude<ClientKind, "person">,
  readonly (readonly [string, (parts: Parts) => string])[]
> = {
  condo: [
    ["notre copropriété", ({ tree }) => `Copropriété Les ${tree}`],
    ["notre résidence", ({ tree }) => `Résidence Les ${tree}`],
    ["notre copropriété", ({ thing }) => `Copropriété ${withDeThing(thing)}`],
    ["notre copropriété", ({ last }) => `Syndic ${last}`],
  ],
  shop: [
    ["notre librairie", ({ last }) => `Librairie ${last}`],
    ["notre boulangerie", ({ last }) => `Boulangerie ${last}`],
    ["notre boulangerie", ({ thing }) => `Boulangerie ${withDeThing(thing)}`],
    ["notre épicerie", ({ ofTown: of }) => `Épicerie ${of}`],
    ["notre fromagerie", ({ last }) => `Fromagerie ${last}`],
    ["notre boutique", () => "Les Belles Mailles"],
    ["notre mercerie", ({ last }) => `Mercerie ${last}`],
    ["notre pharmacie", ({ thing }) => `Pharmacie ${withDeThing(thing)}`],
    ["notre quincaillerie", ({ last }) => `Quincaillerie ${last}`],
    ["notre boutique", ({ last }) => `${last} Fleurs`],
    ["notre magasin", ({ last }) => `${last} Cycles et Jardin`],
    ["notre boutique", ({ last }) => `Maison ${last}`],
  ],
  restaurant: [
    ["notre auberge", ({ thing }) => `Auberge ${withDeThing(thing)}`],
    ["notre restaurant", ({ last }) => `La Table des ${last}`],
    ["notre restaurant", ({ thing }) => `Restaurant ${withDeThing(thing)}`],
    ["notre café", ({ thing }) => `Café ${withDeThing(thing)}`],
    ["notre hôtel", ({ thing }) => `Hôtel ${withDeThing(thing)}`],
    ["notre maison d'hôtes", ({ tree }) => `Maison d'hôtes Les ${tree}`],
    ["notre brasserie", ({ last }) => `Brasserie ${last}`],
  ],
  company: [
    ["notre entreprise", ({ last }) => `${last} & Fils`],
    ["notre entreprise", ({ last }) => `Établissements ${last}`],
    ["notre société", ({ last, last2 }) => `${last} ${last2}`],
    ["notre bureau d'études", ({ last }) => `${last} Ingénierie`],
    ["notre cabinet", ({ last, last2 }) => `Cabinet ${last} & ${last2}`],
    ["notre atelier", ({ last }) => `Ateliers ${last}`],
    ["notre coopérative", ({ thing }) => `Coopérative ${withDeThing(thing)}`],
    ["notre société", ({ last }) => `${last} Logistique`],
    ["notre agence", ({ last }) => `Agence ${last}`],
  ],
  association: [
    ["notre association", ({ thing }) => `Les Amis ${withDeThing(thing)}`],
    ["notre comité des fêtes", ({ ofTown: of }) => `Comité des fêtes ${of}`],
    ["notre foyer rural", ({ ofTown: of }) => `Foyer rural ${of}`],
    ["notre club", ({ ofTown: of }) => `Club sportif ${of}`],
    ["notre chorale", ({ thing }) => `Chorale ${withDeThing(thing)}`],
    ["notre amicale", ({ ofTown: of }) => `Amicale laïque ${of}`],
    ["notre association", ({ tree }) => `Maison de quartier Les ${tree}`],
    ["notre ressourcerie", ({ thing }) => `Ressourcerie ${withDeThing(thing)}`],
    ["notre association", ({ ofTown: of }) => `Les Jardins partagés ${of}`],
    ["notre compagnie", ({ thing }) => `Théâtre ${withDeThing(thing)}`],
  ],
  town: [
    ["la commune", ({ ofTown: of }) => `Mairie ${of}`],
    ["la commune", ({ ofTown: of }) => `Mairie ${of}`],
    ["la commune", ({ ofTown: of }) => `Commune ${of}`],
    ["la médiathèque", ({ ofTown: of }) => `Médiathèque ${of}`],
    ["le centre communal d'action sociale", ({ ofTown: of }) => `CCAS ${of}`],
  ],
};

function withDeThing(thing: string): string {
  return thing.startsWith("le ") ? `du ${thing.slice(3)}` : `de ${thing}`;
}

export function organisation(
  kind: Exclude<ClientKind, "person">,
  place: DemoPlace,
  random: Random,
): Organisation {
  const [self, name] = random.pick(makers[kind]);
  const last = familyName(random);
  let last2 = familyName(random);
  while (last2 === last) last2 = familyName(random);
  const displayName = name({
    last,
    last2,
    ofTown: ofTown(place.name),
    tree: random.pick(TREES),
    thing: random.pick(THINGS),
  });
  return { displayName, self };
}
