import type { TradeTexts } from "../trade-texts.ts";

export const homeHelp: TradeTexts = {
  category: "aide-a-domicile",
  weight: 2,
  from: "person",
  site: "home",
  days: "8-40",
  signs: ["Présence & Soins {last}", "{first} {last} Aide à domicile", "Le Fil des jours"],
  jobs: [
    {
      do: "accompagner {who} dans les gestes du quotidien",
      as: ["Aide quotidienne pour {who}", "Auxiliaire de vie pour {who}"],
      trade: 1,
      euros: 1900,
      skills: "aide à la toilette, repas, écoute, DEAES",
      need: [
        "{^who} vit à domicile et souhaite y rester, avec un peu d'aide matin et soir.",
        "Le retour d'hospitalisation est prévu {when} et {who} aura besoin d'un accompagnement.",
      ],
      more: [
        "Les interventions durent {duration}, {days2}.",
        "L'aide porte sur le lever, la toilette, l'habillage et le petit déjeuner.",
        "Les soins infirmiers sont assurés par ailleurs.",
        "Un cahier de liaison est tenu par la famille.",
        "La personne est drôle, un peu sourde et aime parler de son métier.",
        "Le plan d'aide du département est en place, une facture détaillée est nécessaire.",
      ],
      slots: {
        who: "une dame de 86 ans|un monsieur de 91 ans|une personne en fauteuil roulant|un couple de nonagénaires@1.3",
        duration: "une heure|une heure et demie@1.4|deux heures@1.8",
        days2: "tous les jours|du lundi au samedi|cinq jours par semaine",
      },
    },
    {
      do: "faire les courses et la cuisine pour {who}",
      as: ["Courses et repas pour {who}"],
      euros: 620,
      skills: "courses, cuisine, diététique, ponctualité",
      need: [
        "Depuis une mauvaise chute, {who} ne peut plus porter de sacs ni rester debout longtemps.",
        "La famille habite loin et <je cherche|nous cherchons> une personne de confiance pour {who}.",
      ],
      more: [
        "Deux passages par semaine, {days2}, sont envisagés.",
        "Le marché du matin est préféré au supermarché.",
        "Les repas doivent être peu salés et faciles à réchauffer.",
        "Une voiture n'est pas nécessaire, les commerces sont à cinq minutes.",
        "Prendre un café ensemble fait partie de la mission.",
      ],
      slots: {
        who: "une voisine de 82 ans|un oncle âgé|une personne malvoyante|un parent convalescent",
        days2: "le mardi et le vendredi|le lundi et le jeudi|le mercredi et le samedi",
      },
    },
    {
      do: "tenir compagnie à {who}",
      as: ["Visites et compagnie pour {who}", "Dame ou monsieur de compagnie"],
      euros: 480,
      skills: "écoute, lecture à voix haute, jeux, promenade",
      need: [
        "Les journées sont longues pour {who}, surtout l'hiver.",
        "Plus que de soins, {who} a besoin de conversation et de sorties.",
      ],
      more: [
        "Les goûts sont nets : {likes}.",
        "Deux après-midi par semaine, de 14 h à {to} h, conviendraient.",
        "Une promenade au bras est possible quand il fait beau.",
        "La mémoire flanche un peu, la bonne humeur reste.",
        "Un même visage d'une semaine à l'autre est essentiel.",
      ],
      slots: {
        who: "une ancienne institutrice|un ancien cheminot|une dame veuve depuis peu|un monsieur de 88 ans",
        likes:
          "les mots croisés, l'opérette et le tricot|la belote, le jardin et la radio|la lecture, la cuisine et les cartes postales",
        to: "16|17",
      },
    },
    {
      do: "assurer une présence de nuit auprès {of}",
      as: ["Présence de nuit à domicile"],
      trade: 1,
      euros: 1100,
      days: "5-20",
      skills: "garde de nuit, sang-froid, transferts, expérience",
      need: [
        "Pour que la famille puisse se reposer, une présence de nuit auprès {of} devient nécessaire.",
        "L'aidant habituel s'absente {when} pendant {nights} nuits.",
      ],
      more: [
        "La nuit va de {from} h à {to} h, avec un ou deux levers.",
        "Une chambre est prévue à côté.",
        "Un lit médicalisé et un lève-personne sont installés.",
        "Une visite préalable, rémunérée, permettra de faire connaissance.",
        "Le numéro du médecin et celui de la famille sont affichés.",
      ],
      slots: {
        of: "d'une personne désorientée|d'un adulte handicapé|d'une dame de 93 ans",
        nights: "cinq@0.7|huit|douze@1.3",
        from: "20|21",
        to: "7|8",
      },
    },
    {
      do: "accompagner {who} à ses rendez-vous",
      as: ["Accompagnement à des rendez-vous médicaux"],
      trade: 0,
      euros: 240,
      days: "2-8",
      skills: "accompagnement, conduite, patience",
      need: [
        "Une série de {count} rendez-vous commence {when} et {who} ne conduit plus.",
        "Les transports en commun sont devenus trop compliqués pour {who}.",
      ],
      more: [
        "Les trajets font {km} kilomètres environ, une voiture confortable est nécessaire.",
        "Il faut attendre sur place, puis noter les consignes.",
        "Un déambulateur pliant doit entrer dans le coffre.",
        "Les frais kilométriques sont à indiquer à part.",
        "Les dates sont connues et peuvent être partagées après accord.",
      ],
      slots: {
        who: "une personne âgée|une dame opérée de la hanche|un monsieur malvoyant",
        count: "quatre@0.8|six|dix@1.5",
        km: "10..45",
      },
    },
    {
      do: "remplacer une aide familiale pendant {weeks} semaines",
      as: ["Remplacement d'une aide à domicile"],
      euros: 1500,
      days: "10-25",
      skills: "polyvalence, entretien du linge, repas, organisation",
      need: [
        "La personne qui vient d'ordinaire prend des congés bien mérités pendant {weeks} semaines.",
        "Une grossesse difficile oblige à se reposer et la maison, avec deux enfants, doit continuer à tourner.",
      ],
      more: [
        "La mission comprend le linge, les repas et un peu de ménage.",
        "Comptez {hours} heures par jour, {days2}.",
        "Les consignes sont écrites et les habitudes faciles à prendre.",
        "Le jour de relais sera payé, pour une transmission sans stress.",
        "Les animaux ne sont pas à gérer.",
      ],
      slots: {
        weeks: "deux@0.7|trois|quatre@1.3",
        hours: "trois|quatre@1.25",
        days2: "du lundi au vendredi|quatre jours par semaine",
      },
    },
  ],
};
