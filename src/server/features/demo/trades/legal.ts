import type { TradeTexts } from "../trade-texts.ts";

export const legal: TradeTexts = {
  category: "conseil-juridique",
  from: "person company association shop",
  site: "remote",
  days: "2-12",
  signs: ["Cabinet {last} & {last2}", "{last} Conseil juridique", "Étude {last}"],
  jobs: [
    {
      do: "rédiger les conditions générales de vente {of}",
      as: ["Conditions générales {of}", "CGV et mentions légales à rédiger"],
      from: "company shop",
      euros: 780,
      skills: "droit commercial, droit de la consommation, RGPD",
      need: [
        "Nos conditions ont été copiées d'un autre site et ne correspondent pas à notre activité.",
        "L'ouverture {of} est prévue {when} et les textes légaux ne sont pas prêts.",
      ],
      more: [
        "Les clients sont pour deux tiers des particuliers.",
        "La livraison, le droit de rétractation et les garanties sont les points sensibles.",
        "La politique de confidentialité est à rédiger en même temps.",
        "Un texte clair, lisible par tous, est demandé.",
        "Une mise à jour annuelle peut être chiffrée.",
      ],
      slots: {
        of: "d'une boutique en ligne|d'une location de matériel|d'un service d'abonnement|d'un organisme de formation",
      },
    },
    {
      do: "relire {contract} avant signature",
      as: ["Relecture de contrat : {contract}"],
      euros: 340,
      days: "1-4",
      skills: "droit des contrats, analyse de clauses, négociation",
      need: [
        "On <me|nous> demande de signer {contract} sous dix jours et certaines clauses inquiètent.",
        "Avant de s'engager pour longtemps, mieux vaut faire relire {contract}.",
      ],
      more: [
        "Le document compte {pages} pages et trois annexes.",
        "Les clauses de résiliation et de révision du prix sont les plus obscures.",
        "Un avis écrit de deux pages suffira, avec des contre-propositions.",
        "Un échange téléphonique pour finir serait utile.",
        "La confidentialité doit être totale.",
      ],
      slots: {
        contract:
          "un bail commercial@1.2|un contrat de franchise@1.5|un compromis de vente|un contrat de prestation|une convention d'occupation@0.9",
        pages: "8..44/2",
      },
    },
    {
      do: "créer les statuts {of}",
      as: ["Statuts {of} à rédiger"],
      from: "person association company",
      euros: 620,
      skills: "droit des sociétés, statuts, formalités",
      need: [
        "Nous sommes {people} à nous lancer et voulons un cadre juridique sain dès le départ.",
        "Un modèle trouvé en ligne ne convient pas au fonctionnement souhaité {of}.",
      ],
      more: [
        "La répartition des pouvoirs et la sortie d'un membre sont à prévoir noir sur blanc.",
        "Les formalités d'immatriculation peuvent être incluses.",
        "Un apport en nature est à évaluer.",
        "Deux réunions en visio paraissent nécessaires.",
        "Une version annotée, pour comprendre chaque article, est bienvenue.",
      ],
      slots: {
        of: "d'une association|d'une SCIC@1.5|d'une société civile immobilière|d'une SAS@1.1|d'une coopérative@1.4",
        people: "trois|quatre|cinq|sept",
      },
    },
    {
      do: "conseiller un particulier dans un litige avec {other}",
      as: ["Litige avec {other} : conseil et courrier"],
      from: "person",
      trade: 1,
      euros: 420,
      spread: 0.35,
      skills: "conseil, mise en demeure, médiation",
      need: [
        "Un différend avec {other} dure depuis {since} et les échanges tournent en rond.",
        "Malgré deux lettres recommandées, {other} ne répond plus.",
      ],
      more: [
        "Les sommes en jeu sont de l'ordre de {money} €.",
        "Tous les documents sont datés et classés.",
        "Une solution amiable est préférée, mais pas à n'importe quel prix.",
        "Un avis sur les chances de succès est le premier besoin.",
        "Le contrat de protection juridique peut couvrir une partie des frais.",
      ],
      slots: {
        other: "un bailleur|un artisan|un vendeur de voitures|un opérateur|un voisin",
        money: "900|1600|2800|4500|7500",
      },
    },
    {
      do: "mettre une organisation en conformité avec le RGPD",
      as: ["Conformité RGPD : accompagnement"],
      from: "company association town shop",
      euros: 1700,
      skills: "RGPD, registre des traitements, analyse d'impact",
      need: [
        "Une personne a demandé la copie de ses données et personne n'a su quoi répondre.",
        "{^self} traite des données sensibles et n'a pas de registre à jour.",
      ],
      more: [
        "Nous utilisons {tools} logiciels, dont deux hébergés hors d'Europe.",
        "Le registre, les mentions et les contrats de sous-traitance sont à établir.",
        "Une sensibilisation d'une heure et demie pour l'équipe est demandée.",
        "Des priorités réalistes valent mieux qu'un gros classeur.",
        "Une désignation comme délégué externe peut être étudiée.",
      ],
      slots: { tools: "six|huit|onze" },
    },
    {
      do: "animer une formation sur {topic}",
      as: ["Formation juridique : {topic}"],
      from: "association company town",
      site: "home",
      euros: 980,
      days: "1-3",
      skills: "formation, droit social, vulgarisation",
      need: [
        "Nos responsables posent souvent les mêmes questions et une formation sur {topic} y répondrait.",
        "Les règles ont changé et nous souhaitons mettre tout le monde à niveau sur {topic}.",
      ],
      more: [
        "Le groupe comptera {people} personnes, sans bagage juridique.",
        "Une journée avec des cas pratiques semble le bon format.",
        "Un support à jour doit rester aux participants.",
        "Des questions pourront être envoyées à l'avance.",
        "Une convention de formation est nécessaire.",
      ],
      slots: {
        topic:
          "la responsabilité des dirigeants bénévoles|les contrats de travail|les marchés publics|le droit à l'image",
        people: "huit|douze|quinze",
      },
    },
  ],
};
