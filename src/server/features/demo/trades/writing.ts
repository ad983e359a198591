import type { TradeTexts } from "../trade-texts.ts";

export const writing: TradeTexts = {
  category: "redaction-correction",
  from: "person company association town",
  site: "remote",
  days: "4-15",
  signs: ["{last} Rédaction", "Point-Virgule", "{first} {last} Écrivain public", "À la lettre"],
  jobs: [
    {
      do: "corriger {text} de {pages} pages",
      as: ["Relecture et correction {de text}", "Correction : {pages} pages à relire"],
      from: "person association company",
      trade: 1,
      euros: 580,
      skills: "orthographe, typographie, syntaxe, révision",
      need: [
        "Le texte est terminé, mais à force de le relire <je ne vois|nous ne voyons> plus rien.",
        "Avant impression, il reste à faire corriger {text} de {pages} pages.",
      ],
      more: [
        "L'orthographe, la ponctuation, les répétitions et la cohérence sont à vérifier.",
        "Le suivi des modifications doit rester apparent.",
        "Le style est {style} et doit le rester.",
        "La bibliographie suit une norme précise, rappelée en annexe.",
        "La remise est prévue pour le {laterDate}, au plus tard.",
      ],
      slots: {
        text: "un mémoire de master|un roman|un récit de vie|un rapport|une thèse@1.5",
        pages: "~60..340/10",
        style: "sobre|familier|vif et parlé",
      },
    },
    {
      do: "écrire {count} articles sur {topic}",
      as: ["Rédaction de {count} articles sur {topic}"],
      from: "company shop association town",
      euros: 980,
      skills: "rédaction web, recherche, vulgarisation",
      need: [
        "Le site {de self} manque de contenu sérieux sur {topic}.",
        "Nous souhaitons publier {count} articles de fond sur {topic}, écrits par un être humain.",
      ],
      more: [
        "Chaque article ferait entre {low} et {high} mots, avec des sources vérifiées.",
        "Deux personnes de l'équipe peuvent être interrogées par téléphone.",
        "Le ton est pédagogique, sans formules creuses.",
        "Un premier article servira d'essai, payé au même tarif.",
        "Les illustrations ne sont pas comprises.",
      ],
      slots: {
        count: "six@0.7|huit|dix@1.2|douze@1.4",
        topic:
          "la rénovation énergétique|le jardin sans pesticides|l'alimentation locale|la réparation des objets|la mobilité à la campagne",
        low: "700|800|900",
        high: "1200|1400|1600",
      },
    },
    {
      do: "recueillir et écrire les souvenirs {of}",
      as: ["Biographie familiale : écrire les souvenirs {of}", "Récit de vie de {pages} pages"],
      from: "person",
      trade: 2,
      euros: 2300,
      days: "30-80",
      skills: "récit de vie, entretien, transcription, écriture",
      need: [
        "La famille voudrait garder les souvenirs {of}, qui raconte si bien et n'écrit pas.",
        "Pour un quatre-vingt-dixième anniversaire, <j'aimerais|nous aimerions> offrir un livre de souvenirs.",
      ],
      more: [
        "{talks} entretiens d'une heure et demie sont envisagés, à son domicile.",
        "Le livre compterait environ {pages} pages, avec des photos.",
        "La façon de parler doit s'entendre dans le texte.",
        "Certains épisodes resteront hors du livre, une vraie confiance est nécessaire.",
        "L'impression de {copies} exemplaires est à organiser ou à conseiller.",
      ],
      slots: {
        of: "d'une grand-mère|d'un grand-père|d'une grand-tante|d'un ancien boulanger",
        talks: "Six|Huit|Dix",
        pages: "~80..200/10",
        copies: "20|30|50",
      },
    },
    {
      do: "rédiger {letter}",
      as: ["Écrivain public pour {letter}", "Aide à la rédaction : {letter}"],
      from: "person association",
      trade: 2,
      euros: 85,
      days: "1-4",
      skills: "courrier administratif, clarté, confidentialité",
      need: [
        "Les formulaires et les tournures officielles <me|nous> dépassent, et il faut rédiger {letter} sans attendre.",
        "Après deux refus, <je cherche|nous cherchons> quelqu'un qui sache rédiger {letter} avec les bons arguments.",
      ],
      more: [
        "Toutes les pièces sont réunies et numérisées.",
        "Un échange d'une demi-heure par téléphone devrait suffire.",
        "La lettre doit partir avant le {laterDate}.",
        "Le ton doit être ferme mais courtois.",
        "La confidentialité va de soi.",
      ],
      slots: {
        letter:
          "un recours|une lettre de motivation|une réclamation|un courrier à l'administration|un dossier de demande de logement@1.4",
      },
    },
    {
      do: "transcrire {hours} heures d'enregistrement",
      as: ["Transcription de {hours} heures d'entretiens"],
      from: "person association company town",
      euros: 540,
      skills: "transcription, anonymisation, écoute, saisie rapide",
      need: [
        "Dans le cadre d'une recherche, {hours} heures d'entretiens sont à transcrire mot à mot.",
        "Les débats de l'assemblée ont été enregistrés et doivent devenir un compte rendu écrit.",
      ],
      more: [
        "Le son est bon, avec deux à {people} voix et quelques accents.",
        "Les noms sont à remplacer par des lettres.",
        "Les hésitations peuvent être supprimées, pas les silences longs.",
        "Un repère de temps toutes les deux minutes est demandé.",
        "Une première heure servira d'essai.",
      ],
      slots: { hours: "~4..30", people: "trois|quatre|six" },
    },
    {
      do: "répondre à un appel à projets sur {topic}",
      as: ["Dossier de subvention sur {topic}", "Appel à projets : aide à la rédaction"],
      from: "association town company",
      euros: 1200,
      skills: "subventions, budget prévisionnel, rédaction de projet",
      need: [
        "Un appel à projets sur {topic} correspond exactement à ce que nous faisons, mais le dossier est lourd.",
        "{^self} dépose un dossier sur {topic} et manque de temps pour l'écrire correctement.",
      ],
      more: [
        "Le formulaire compte {pages} pages et un budget sur trois ans.",
        "Les éléments de fond existent, dispersés dans plusieurs documents.",
        "Deux réunions en visio et une relecture finale sont à prévoir.",
        "La date de dépôt est fixée au {laterDate}.",
        "La rémunération ne dépend pas du résultat.",
      ],
      slots: {
        topic:
          "l'inclusion numérique|la transition alimentaire|la culture en milieu rural|la jeunesse|le patrimoine",
        pages: "12..40/2",
      },
    },
  ],
};
