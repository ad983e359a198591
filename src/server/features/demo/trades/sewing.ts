import type { TradeTexts } from "../trade-texts.ts";

export const sewing: TradeTexts = {
  category: "couture-tapisserie",
  from: "person person association shop restaurant",
  site: "workshop",
  days: "3-12",
  signs: ["Atelier {last}", "Fil & Aiguille", "{first} {last} Couture", "Tapisserie {last}"],
  jobs: [
    {
      do: "retoucher {clothes}",
      as: ["Retouches : {clothes}"],
      from: "person",
      euros: 70,
      days: "2-6",
      skills: "retouches, ourlets, ajustements",
      need: [
        "La silhouette a changé et {clothes} méritent mieux que de rester au placard.",
        "{^clothes} sont à reprendre avant le {saturday}.",
      ],
      more: [
        "Les ourlets sont épinglés, il reste à ajuster la taille.",
        "Une fermeture éclair est à remplacer.",
        "Le tissu est {fabric} et marque facilement au fer.",
        "Un essayage est possible en fin de journée.",
        "La remise en main propre est préférée.",
      ],
      slots: {
        clothes: "deux pantalons et une veste|trois robes|un manteau et une jupe|quatre costumes@1.8",
        fabric: "en laine fine|en velours|en lin|en soie@1.2",
      },
    },
    {
      do: "coudre {count} costumes pour {show}",
      as: ["{count} costumes pour {show}"],
      from: "association town",
      euros: 1700,
      days: "15-40",
      skills: "costume de scène, patronage, teinture",
      need: [
        "Nous préparons {show} et avons des dessins, des tissus, mais pas assez de mains expertes.",
        "La costumière bénévole prend du recul et {count} costumes restent à faire pour {show}.",
      ],
      more: [
        "L'époque est {era}, sans souci d'exactitude.",
        "Les mesures de tout le monde sont notées.",
        "Les vêtements de récupération sont à privilégier.",
        "Les changements rapides demandent des fermetures astucieuses.",
        "Un essayage collectif est prévu le {saturday}.",
      ],
      slots: {
        count: "~8..30/2",
        show: "une opérette|une pièce de théâtre|un spectacle en plein air|une reconstitution",
        era: "celle des années folles|médiévale|un futur imaginaire|la fin du XIXe siècle",
      },
    },
    {
      do: "refaire l'assise et le dossier {de seats}",
      as: ["Réfection {de seats}", "Tapisserie : {seats}"],
      from: "person",
      trade: 1,
      euros: 980,
      days: "8-25",
      skills: "tapisserie d'ameublement, garniture traditionnelle, sanglage",
      need: [
        "Le crin sort par-dessous et les sangles ont lâché : {seats} demandent une réfection complète.",
        "Héritage de famille, {seats} trônent dans {room} mais personne n'ose plus s'y asseoir.",
      ],
      more: [
        "La garniture traditionnelle est souhaitée, pas de mousse si possible.",
        "Le tissu, {fabric}, est déjà choisi ; un métrage reste à confirmer.",
        "Les bois sont sains mais à nettoyer et à recoller par endroits.",
        "Les clous apparents seront {nails}.",
        "L'enlèvement et le retour sont à chiffrer.",
      ],
      slots: {
        room: "le salon|l'entrée|la bibliothèque|le bureau",
        seats:
          "deux fauteuils Voltaire|quatre chaises anciennes@0.9|trois bergères Louis XV@1.6|deux fauteuils club@1.4",
        fabric: "un velours vert bouteille|une toile de lin rayée|un tissu à motif végétal",
        nails: "vieillis|dorés|espacés",
      },
    },
    {
      do: "confectionner {count} {item}",
      as: ["{count} {item} à confectionner"],
      from: "restaurant shop association company",
      euros: 760,
      skills: "petite série, machine industrielle, patronage",
      need: [
        "Les modèles importés ne durent pas et {self} préfère faire coudre {count} {item} près d'ici.",
        "Le prototype est validé, il s'agit maintenant de confectionner {count} {item}.",
      ],
      more: [
        "Le coton bio de {weight} g/m² est fourni en rouleau.",
        "Une étiquette tissée est à poser sur chaque pièce.",
        "Les coutures doivent résister à des lavages fréquents à 60 °C.",
        "Une tête de série sera validée avant la suite.",
        "Les chutes sont à nous rendre.",
      ],
      slots: {
        count: "~30..150/10",
        item: "tabliers|sacs en toile|serviettes de table|trousses",
        weight: "180|220|280|320",
      },
    },
    {
      do: "créer {dress} sur mesure",
      as: ["{^dress} sur mesure"],
      from: "person",
      euros: 980,
      spread: 0.35,
      days: "15-45",
      skills: "sur-mesure, moulage, broderie, essayages",
      need: [
        "Rien en boutique ne correspond à l'idée de départ : {dress}, simple et vraiment à la bonne taille.",
        "La cérémonie a lieu le {saturday} et il reste à créer {dress} dont le dessin est prêt.",
      ],
      more: [
        "Le tissu imaginé est {fabric}, coupé dans le biais.",
        "Trois essayages paraissent raisonnables.",
        "Une pièce de dentelle ancienne doit être réemployée.",
        "Le vêtement doit pouvoir être porté de nouveau ensuite.",
        "Le coût du tissu et celui de la façon sont à distinguer.",
      ],
      slots: {
        dress:
          "une robe de mariée@1.5|un costume trois pièces@1.2|une robe de cérémonie|une cape d'hiver@0.7",
        fabric: "un crêpe mat|un satin de coton|une laine froide|un lin lavé",
      },
    },
    {
      do: "réparer {gear}",
      as: ["Réparation {de gear}"],
      from: "person association",
      euros: 130,
      days: "3-8",
      skills: "couture technique, toile, cuir, machine triple entraînement",
      need: [
        "Une couture a lâché sur {len} cm et le tissu s'effiloche : il faudrait réparer {gear}.",
        "Plutôt que de racheter, <j'aimerais|nous aimerions> faire réparer {gear}.",
      ],
      more: [
        "Le fil doit résister aux UV et à l'eau.",
        "Un renfort en toile ou en cuir est nécessaire aux angles.",
        "Les œillets arrachés sont à remplacer.",
        "La pièce est propre et sèche.",
        "Une réparation visible mais soignée ne dérange pas.",
      ],
      slots: {
        gear: "une voile de petit bateau@1.4|une tente de randonnée|un store de terrasse@1.3|un sac de voyage en cuir|une bâche de remorque",
        len: "15..90/5",
      },
    },
  ],
};
