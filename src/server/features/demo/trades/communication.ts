import type { TradeTexts } from "../trade-texts.ts";

export const communication: TradeTexts = {
  category: "communication-reseaux",
  from: "shop restaurant association company town",
  site: "remote",
  days: "5-20",
  signs: ["{last} Communication", "Agence {last}", "Bouche à Oreille", "Le Porte-voix"],
  jobs: [
    {
      do: "animer les réseaux sociaux {for}",
      as: ["Animation de réseaux sociaux pendant {months} mois", "Réseaux sociaux à reprendre en main"],
      euros: 1900,
      days: "30-90",
      skills: "réseaux sociaux, ligne éditoriale, photo, modération",
      need: [
        "{^self} publie au petit bonheur et les messages restent parfois des jours sans réponse.",
        "Une stagiaire s'en occupait très bien, elle est partie et plus rien ne paraît depuis {since}.",
      ],
      more: [
        "Le rythme visé est de {posts} publications par semaine sur deux réseaux.",
        "Une ligne éditoriale et un calendrier sont à proposer au départ.",
        "Une visite par mois sur place permettra de prendre des photos.",
        "La modération des commentaires est comprise, dans la journée.",
        "Un bilan simple est attendu chaque mois.",
      ],
      slots: { for: "pendant {months} mois", months: "trois@0.8|quatre|six@1.4", posts: "deux|trois|quatre" },
    },
    {
      do: "bâtir un plan de communication pour {event}",
      as: ["Plan de communication : {event}"],
      from: "association town company",
      euros: 1600,
      skills: "plan de communication, relations presse, budget, calendrier",
      need: [
        "Dans quelques mois, {event} aura besoin de visibilité et rien n'est encore planifié.",
        "La première édition a réuni {public} personnes ; cette fois, nous visons le double.",
      ],
      more: [
        "Le budget d'impression et de publicité est de {budget} €.",
        "Les relais locaux existent : radio associative, bulletin, commerçants.",
        "Le plan doit dire quoi, quand, par qui et pour combien.",
        "Deux communiqués de presse sont à rédiger.",
        "Une réunion de lancement en visio est prévue {when}.",
      ],
      slots: {
        event:
          "un festival de théâtre amateur|un forum des métiers|une journée portes ouvertes|un marché de producteurs",
        public: "120..900/20",
        budget: "600|900|1500|2500",
      },
    },
    {
      do: "améliorer le référencement {of}",
      as: ["Référencement naturel : audit et plan d'action"],
      from: "shop company restaurant",
      euros: 1050,
      skills: "SEO, audit technique, mots-clés, fiche d'établissement",
      need: [
        "Le site est joli mais personne ne le trouve : {visits} visites par mois seulement.",
        "Un concurrent installé depuis peu nous dépasse sur toutes les recherches locales.",
      ],
      more: [
        "L'audit doit être compréhensible et classé par effet attendu.",
        "Les textes de {pages} pages sont à reprendre.",
        "La fiche d'établissement et les avis font partie du sujet.",
        "Aucune promesse de première place n'est attendue, seulement du travail honnête.",
        "Un point après trois mois est à prévoir.",
      ],
      slots: {
        of: "d'un site local|d'une boutique en ligne|d'un site de réservation",
        visits: "60..400/20",
        pages: "8..30",
      },
    },
    {
      do: "organiser une campagne de financement participatif",
      as: ["Financement participatif : préparer la campagne", "Campagne de dons de {goal} €"],
      from: "association town company",
      euros: 1300,
      skills: "financement participatif, rédaction, vidéo courte, mobilisation",
      need: [
        "Nous avons besoin de {goal} € pour {project} et n'avons jamais mené de campagne en ligne.",
        "Pour financer {project}, une collecte de {goal} € sera lancée {when}.",
      ],
      more: [
        "La page, les contreparties et le calendrier de relances sont à préparer.",
        "Une communauté de {people} personnes peut être mobilisée au départ.",
        "Une courte vidéo sera tournée par un bénévole, sur vos conseils.",
        "Un suivi quotidien pendant la première semaine est essentiel.",
        "Une part variable peut être discutée.",
      ],
      slots: {
        goal: "4000|6000|8000|12000|20000",
        project:
          "un four à pain mobile|la restauration d'une chapelle|un bibliobus|l'achat d'un orgue de barbarie",
        people: "80..600/20",
      },
    },
    {
      do: "écrire et envoyer {count} lettres d'information",
      as: ["Lettre d'information : {count} numéros"],
      euros: 880,
      days: "10-30",
      skills: "rédaction web, emailing, mise en page, RGPD",
      need: [
        "Notre fichier compte {contacts} contacts qui n'ont rien reçu depuis {since}.",
        "Nous voulons reprendre une lettre d'information régulière, utile et sans jargon.",
      ],
      more: [
        "Il s'agit de {count} numéros, avec trois sujets chacun.",
        "La matière première est fournie en vrac, à vous de la rendre vivante.",
        "Le modèle doit rester lisible sans images.",
        "Le tri du fichier et le lien de désinscription sont à vérifier.",
        "Un outil libre ou européen est préféré.",
      ],
      slots: { count: "quatre@0.8|six|huit@1.2|dix@1.4", contacts: "300..4000/100" },
    },
    {
      do: "former {people} personnes à la prise de parole",
      as: ["Prise de parole et médias : formation de {people} personnes"],
      from: "company association town",
      site: "home",
      euros: 1500,
      days: "1-3",
      trade: null,
      skills: "prise de parole, média training, formation",
      need: [
        "Plusieurs d'entre nous vont présenter le projet en public et redoutent l'exercice.",
        "Une réunion publique sensible a lieu {when} et mieux vaut s'y préparer.",
      ],
      more: [
        "Le groupe compte {people} personnes, de niveaux très différents.",
        "Une journée avec mises en situation filmées serait idéale.",
        "Les questions difficiles et le silence font partie du programme.",
        "La salle et le matériel vidéo sont disponibles sur place.",
        "Une fiche de rappel à garder est demandée.",
      ],
      slots: { people: "quatre@0.9|six|huit@1.1|dix@1.2" },
    },
  ],
};
