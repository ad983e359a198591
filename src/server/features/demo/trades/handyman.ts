import type { TradeTexts } from "../trade-texts.ts";

export const handyman: TradeTexts = {
  category: "petit-bricolage",
  weight: 2,
  from: "person person person shop association",
  site: "home",
  days: "1-1",
  signs: ["Main Forte", "{first} Bricolage", "{last} Multiservices", "Coup de Main {last}"],
  jobs: [
    {
      do: "monter {furniture}",
      as: ["Montage de meubles : {furniture}", "Meubles en kit à monter"],
      from: "person",
      euros: 110,
      skills: "montage de meubles, fixation murale, perçage",
      need: [
        "Les cartons s'empilent dans l'entrée : il faut monter {furniture} avant {theDay}.",
        "<J'ai|Nous avons> commandé {furniture} et <il me|il nous> manque surtout du temps et une visseuse.",
        "Une notice de soixante pages a eu raison de <ma|notre> patience, il reste {furniture} à monter.",
      ],
      more: [
        "Toutes les pièces ont été comptées, il n'en manque pas.",
        "La fixation au mur est obligatoire, les murs sont en {wall}.",
        "Les emballages sont à plier et à descendre au local de tri.",
        "L'ancienne armoire doit être démontée au passage.",
        "Un coup de main est possible pour porter les panneaux les plus lourds.",
      ],
      slots: {
        furniture:
          "une armoire à portes coulissantes@1.2|un lit mezzanine et un bureau@1.3|un dressing de 3 m@1.5|deux commodes et une bibliothèque|un lit à tiroirs@0.9|un meuble TV et quatre étagères",
        theDay: "le week-end prochain|l'arrivée du bébé|la rentrée|la fin du mois",
        wall: "plaques de plâtre|brique creuse|béton",
      },
    },
    {
      do: "fixer {things}",
      as: ["Fixations murales : {things}", "Petits travaux : fixer {things}"],
      euros: 90,
      skills: "perçage, chevilles adaptées, niveau laser",
      need: [
        "Depuis <mon|notre> installation {since3}, {things} attendent d'être fixés.",
        "Le mur est friable et les chevilles ne tiennent pas, d'où cette demande pour fixer {things}.",
      ],
      more: [
        "Les murs sont en {wall} et des gaines passent peut-être à cet endroit.",
        "Le matériel de fixation est à prévoir selon ce que vous jugerez solide.",
        "L'alignement est important, un niveau laser serait utile.",
        "Les trous mal placés de l'ancien occupant sont à reboucher.",
        "Comptez deux à trois heures de travail.",
      ],
      slots: {
        things:
          "des rideaux et un miroir lourd|six étagères et des cadres@1.2|un grand miroir et deux porte-manteaux|des tringles et des stores@1.1",
        since3: "au printemps|il y a trois mois|à l'automne",
        wall: "plâtre sur brique|pierre enduite|béton banché|plaques de plâtre",
      },
    },
    {
      do: "faire une journée de petits travaux",
      as: ["Une journée de petits travaux", "Liste de petites réparations à faire"],
      from: "person person shop association",
      euros: 240,
      spread: 0.2,
      skills: "polyvalence, petites réparations, outillage complet",
      need: [
        "La liste s'allonge depuis {since} : {list}, et d'autres bricoles du même genre.",
        "Il y a de quoi occuper une bonne journée : {list}.",
      ],
      more: [
        "Les fournitures seront achetées d'avance si vous dites ce qu'il faut.",
        "<Je cherche|Nous cherchons> quelqu'un d'adroit et de soigneux plutôt que de très rapide.",
        "Merci de venir avec votre outillage, y compris un escabeau.",
        "Si le courant passe, ce sera l'occasion d'une aide régulière, une fois par trimestre.",
        "Une pause déjeuner peut être prise sur place.",
      ],
      slots: {
        list: "une porte qui frotte, un robinet qui goutte, deux joints à refaire|un store cassé, une poignée à changer, une étagère à redresser|un volet grippé, trois ampoules trop hautes, une plinthe décollée|une chasse d'eau qui fuit, un tiroir coincé, un grillage à retendre",
      },
    },
    {
      do: "installer {what} en hauteur",
      as: ["Pose en hauteur : {what}"],
      from: "shop association company town",
      euros: 320,
      skills: "travail en hauteur, fixation, échelle et harnais",
      need: [
        "{^self} a fait fabriquer {what} et cherche une personne équipée pour l'installation.",
        "Avec {height} de hauteur, <je ne peux|nous ne pouvons> pas poser {what} nous-mêmes.",
      ],
      more: [
        "La façade est en {wall}, l'accord du propriétaire est écrit.",
        "Le poids total ne dépasse pas {kg} kg.",
        "La pose doit se faire tôt le matin, avant l'arrivée du public.",
        "Les points d'ancrage existent en partie.",
        "Une attestation d'assurance est demandée.",
      ],
      slots: {
        what: "une enseigne drapeau|deux banderoles|une guirlande lumineuse de 40 m|un store banne@1.4",
        height: "3,50 m|4 m|5 m",
        wall: "pierre|bardage|brique enduite",
        kg: "12..45",
      },
    },
    {
      do: "réparer {item}",
      as: ["Réparation : {item}"],
      from: "person association",
      euros: 130,
      skills: "réparation, menuiserie légère, mécanique simple",
      need: [
        "Depuis {since}, il y a un souci avec {item}, et rien ne justifie de jeter et de racheter.",
        "<J'ai|Nous avons> essayé de réparer {item}, sans succès.",
      ],
      more: [
        "Les pièces se trouvent encore en magasin, la référence est notée sous l'étiquette.",
        "Une réparation solide compte plus que l'esthétique.",
        "Si ce n'est pas réparable, dites-le franchement, le déplacement sera payé.",
        "Des photos peuvent être envoyées par la messagerie.",
        "L'intervention est possible le soir après 18 h.",
      ],
      slots: {
        item: "un volet roulant manuel|une porte de garage basculante@1.3|un canapé-lit au mécanisme tordu|une clôture de poulailler|un store intérieur|une table à rallonge",
      },
    },
    {
      do: "sécuriser un logement pour {who}",
      as: ["Barres d'appui et petits aménagements", "Sécuriser un logement pour {who}"],
      from: "person",
      euros: 380,
      days: "1-2",
      skills: "barres d'appui, adaptation du logement, perçage dans le carrelage",
      need: [
        "Pour qu'{who} puisse rester en sécurité à la maison, quelques aménagements simples sont nécessaires.",
        "L'ergothérapeute a remis une liste d'aménagements pour {who}, tous assez simples.",
      ],
      more: [
        "Il faut poser {bars} barres d'appui, dont une dans la douche carrelée.",
        "Deux seuils sont à supprimer et un tapis à fixer.",
        "Un chemin lumineux entre la chambre et les toilettes serait utile.",
        "Le travail doit se faire calmement, les changements inquiètent vite.",
        "Une facture détaillée est nécessaire pour la caisse de retraite.",
      ],
      slots: {
        who: "une personne âgée|un parent malvoyant|une personne en convalescence",
        bars: "trois|quatre|cinq",
      },
    },
  ],
};
