import type { TradeTexts } from "../trade-texts.ts";

export const hairBeauty: TradeTexts = {
  category: "coiffure-beaute",
  from: "person",
  site: "home",
  days: "1-2",
  signs: ["{first} Coiffure", "Mèche et Peigne", "L'Instant {last}", "{first} {last} Beauté"],
  jobs: [
    {
      do: "coiffer et maquiller {bride}",
      as: ["Coiffure et maquillage de mariage, {saturday}"],
      euros: 340,
      skills: "coiffure de mariage, maquillage longue tenue, essai",
      need: [
        "Le mariage a lieu le {saturday} et il faut coiffer et maquiller {bride}.",
        "Pour le {saturday}, <je cherche|nous cherchons> une personne à l'écoute, capable de coiffer et de maquiller {bride}.",
      ],
      more: [
        "Le style voulu est {style}.",
        "Un essai deux à trois semaines avant est indispensable.",
        "Le départ pour la mairie est fixé à {hour}, tout doit être prêt une heure plus tôt.",
        "La peau est sensible, des produits sans parfum sont nécessaires.",
        "L'intervention se fait sur le lieu de préparation, lumineux et calme.",
      ],
      slots: {
        bride: "la mariée|la mariée et sa mère@1.4|la mariée et deux témoins@1.7",
        style:
          "naturel, avec des fleurs fraîches|un chignon bas un peu flou|très graphique|des boucles lâchées",
        hour: "10 h 30|14 h|15 h",
      },
    },
    {
      do: "couper les cheveux de toute la famille à domicile",
      as: ["Coiffure à domicile pour toute la famille"],
      euros: 95,
      skills: "coupe, coiffure à domicile, cheveux bouclés",
      need: [
        "Se déplacer au salon est devenu trop fatigant, une coupe à domicile serait un vrai confort.",
        "Toute la maison a besoin d'une coupe et trouver un créneau commun relève du miracle.",
      ],
      more: [
        "Il s'agit de {count} coupes dans la même demi-journée.",
        "Une personne a les cheveux très bouclés et une autre ne tient pas en place.",
        "Un bac n'est pas nécessaire, une douchette suffit.",
        "Un passage toutes les {weeks} semaines pourrait suivre.",
        "Le balai est fourni et le café offert.",
      ],
      slots: { count: "trois@0.9|quatre|cinq@1.2", weeks: "six|huit|dix" },
    },
    {
      do: "réaliser {colour} sur cheveux {length}",
      as: ["Coiffure : {colour} sur cheveux {length}"],
      euros: 125,
      skills: "coloration végétale, balayage, diagnostic capillaire",
      need: [
        "Une coloration faite à la maison a viré à l'orange et il faut rattraper cela avec douceur.",
        "L'envie est celle d'un changement discret, plus proche du soleil que du salon.",
      ],
      more: [
        "Les cheveux sont {length}, {type}, et n'ont pas été coupés depuis {months} mois.",
        "Des produits végétaux ou sans ammoniaque sont préférés.",
        "Un test sur mèche la veille est demandé, à cause d'une allergie ancienne.",
        "Les pointes sont à reprendre de deux centimètres.",
        "Un rendez-vous en fin de journée serait idéal.",
      ],
      slots: {
        colour: "un balayage|une coloration végétale|des mèches naturelles",
        length: "courts@0.8|mi-longs|longs@1.25",
        type: "fins|épais|ondulés|frisés",
        months: "quatre|six|huit",
      },
    },
    {
      do: "animer une journée bien-être pour {people} personnes",
      as: ["Journée beauté et bien-être, {people} personnes"],
      from: "association company town",
      trade: 1,
      euros: 680,
      days: "1-2",
      skills: "soins esthétiques, socio-esthétique, écoute",
      need: [
        "{^self} organise une journée de soutien et souhaite offrir des soins à {people} personnes.",
        "Des personnes qui n'en ont jamais l'occasion recevront un soin du visage ou des mains {when}.",
      ],
      more: [
        "Chaque rendez-vous dure vingt à trente minutes.",
        "Une formation en socio-esthétique serait un vrai atout.",
        "Deux pièces calmes avec un point d'eau sont réservées.",
        "Les produits doivent être hypoallergéniques.",
        "Le repas de midi est partagé avec l'équipe.",
      ],
      slots: { people: "dix@0.8|douze|seize@1.2|vingt@1.4" },
    },
    {
      do: "assurer la coiffure et le maquillage {of}",
      as: ["Coiffure et maquillage {of}"],
      from: "association company",
      site: "venue",
      euros: 620,
      skills: "maquillage de scène, perruques, travail en équipe",
      need: [
        "Les représentations ont lieu {when} et la troupe se maquille encore devant un miroir de salle de bains.",
        "Nous avons besoin d'une main experte pour la coiffure et le maquillage {of}.",
      ],
      more: [
        "Il y a {people} comédiens et comédiennes, dont quatre avec un vieillissement.",
        "L'époque choisie est celle des années {year}.",
        "La mise en place dure deux heures avant chaque séance.",
        "Un atelier pour que chacun devienne autonome est souhaité.",
        "Les produits sont remboursés sur facture.",
      ],
      slots: {
        of: "d'une troupe de théâtre|d'un spectacle musical|d'un court métrage",
        people: "huit|douze|quinze@1.2",
        year: "1900|1920|1930|1950",
      },
    },
    {
      do: "proposer {care} à domicile",
      as: ["{^care} à domicile"],
      trade: 1,
      euros: 75,
      days: "1-1",
      skills: "esthétique, hygiène, pédicurie esthétique",
      need: [
        "Une amie vient d'accoucher et <j'aimerais|nous aimerions> lui offrir {care} sans qu'elle ait à sortir.",
        "Avec un emploi du temps serré, {care} à la maison est la seule solution réaliste.",
      ],
      more: [
        "Le rendez-vous est souhaité en semaine, entre {from} h et {to} h.",
        "Une table ou un fauteuil pliant est à apporter.",
        "Les produits biologiques ont la préférence.",
        "La pièce est chauffée et l'on peut mettre de la musique.",
        "Un chat curieux sera enfermé.",
      ],
      slots: {
        care: "un soin du visage|une manucure|une beauté des pieds|un soin complet@1.6",
        from: "10|11|14",
        to: "16|17|19",
      },
    },
  ],
};
