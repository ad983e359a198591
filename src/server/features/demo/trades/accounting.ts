import type { TradeTexts } from "../trade-texts.ts";

export const accounting: TradeTexts = {
  category: "comptabilite-gestion",
  from: "company shop restaurant association",
  site: "remote",
  days: "3-20",
  signs: ["Cabinet {last}", "{last} Conseil", "Chiffres & Clarté", "{last} Gestion"],
  jobs: [
    {
      do: "tenir la comptabilité pendant {months} mois",
      as: ["Tenue de comptabilité sur {months} mois", "Comptabilité à reprendre"],
      euros: 2300,
      days: "20-60",
      skills: "comptabilité générale, TVA, rapprochement bancaire, liasse fiscale",
      need: [
        "La personne qui tenait les comptes part à la retraite et les pièces s'accumulent depuis {since}.",
        "L'activité a doublé en un an et la comptabilité faite le dimanche ne tient plus.",
      ],
      more: [
        "Il y a environ {entries} écritures par mois et deux comptes bancaires.",
        "Les factures sont numérisées et classées par mois.",
        "La TVA est déclarée chaque {period}.",
        "Le logiciel actuel exporte un fichier des écritures complet.",
        "Un tableau de bord d'une page, compréhensible, est attendu chaque mois.",
        "L'inscription à l'ordre est exigée.",
      ],
      slots: { months: "six@0.7|neuf|douze@1.4", entries: "60..350/10", period: "mois|trimestre" },
    },
    {
      do: "établir le bilan {of}",
      as: ["Bilan annuel {of}"],
      euros: 1250,
      skills: "bilan, liasse fiscale, révision des comptes",
      need: [
        "L'exercice est clos depuis {since} et le bilan doit être déposé avant le {laterDate}.",
        "Une banque demande un bilan en bonne et due forme pour étudier notre dossier.",
      ],
      more: [
        "Le chiffre d'affaires est d'environ {turnover} 000 €.",
        "Les écritures sont saisies, la révision reste à faire.",
        "Les immobilisations et un emprunt demandent une attention particulière.",
        "Une présentation orale d'une heure est souhaitée.",
        "Le prix doit être un forfait, sans supplément caché.",
      ],
      slots: {
        of: "d'une petite entreprise|d'une association employeuse|d'un commerce",
        turnover: "80..640/20",
      },
    },
    {
      do: "mettre en place la paie de {people} salariés",
      as: ["Gestion de la paie : {people} salariés"],
      trade: 1,
      euros: 950,
      days: "5-30",
      skills: "paie, DSN, convention collective, contrats",
      need: [
        "Nous embauchons pour la première fois et voulons des bulletins justes dès le premier mois.",
        "Le prestataire de paie change ses conditions et {people} bulletins par mois sont à confier ailleurs.",
      ],
      more: [
        "La convention collective est celle {agreement}.",
        "Deux temps partiels et un apprentissage compliquent un peu les choses.",
        "Les déclarations sociales sont comprises.",
        "Les bulletins doivent parvenir le {payday} de chaque mois.",
        "Une réponse aux questions des salariés, sous deux jours, est attendue.",
      ],
      slots: {
        people: "trois@0.7|cinq|huit@1.3|douze@1.7",
        agreement: "de l'animation|du commerce de détail|des hôtels et restaurants|du bâtiment",
        payday: "25|27|28",
      },
    },
    {
      do: "bâtir le prévisionnel {of}",
      as: ["Prévisionnel sur trois ans {of}", "Plan de financement à construire"],
      from: "person company association",
      euros: 860,
      skills: "prévisionnel, plan de trésorerie, création d'entreprise",
      need: [
        "Le projet {of} est mûr, les locaux sont trouvés, il manque un prévisionnel solide.",
        "Deux banques sont prêtes à écouter, à condition de voir des chiffres sérieux sur le projet {of}.",
      ],
      more: [
        "Les charges et les prix sont connus, les hypothèses de vente restent à éprouver.",
        "Trois scénarios, dont un prudent, sont souhaités.",
        "Le fichier doit rester modifiable et expliqué.",
        "L'apport est de {money} 000 € et un prêt d'honneur est en cours.",
        "Un rendez-vous de préparation avant la banque serait précieux.",
      ],
      slots: {
        of: "d'une épicerie de village|d'un atelier de réparation|d'un café associatif|d'une ferme maraîchère|d'un cabinet partagé",
        money: "8..45",
      },
    },
    {
      do: "auditer les comptes {of}",
      as: ["Vérification des comptes {of}"],
      from: "association condo company",
      euros: 1400,
      skills: "audit, contrôle interne, rapport",
      need: [
        "L'assemblée générale a demandé un regard extérieur sur les comptes {of}.",
        "Un changement de trésorier est l'occasion de vérifier les comptes {of}.",
      ],
      more: [
        "Les pièces couvrent {years} exercices et tiennent dans six classeurs.",
        "Aucune malversation n'est soupçonnée, il s'agit de méthode.",
        "Le rapport sera lu par des personnes qui ne sont pas comptables.",
        "Une demi-journée sur place est à prévoir.",
        "Des recommandations simples et classées sont attendues.",
      ],
      slots: {
        of: "de l'année écoulée|des trois dernières années@1.3|du dernier exercice",
        years: "deux|trois",
      },
    },
    {
      do: "organiser la facturation et les relances",
      as: ["Facturation et relances à organiser", "Facturation électronique : mise en place"],
      euros: 780,
      days: "3-10",
      skills: "facturation électronique, relances, procédures",
      need: [
        "Les impayés atteignent {money} € et personne n'a le temps de relancer.",
        "La facturation électronique devient obligatoire et rien n'est prêt.",
      ],
      more: [
        "Il y a {invoices} factures par mois, dont la moitié pour des collectivités.",
        "Un choix d'outil, argumenté, est attendu avant la mise en place.",
        "Les modèles de relance doivent rester courtois.",
        "La reprise des clients et des articles est comprise.",
        "Deux personnes sont à former, une heure chacune.",
      ],
      slots: { money: "3800|6200|9500|14000", invoices: "25..220/5" },
    },
  ],
};
