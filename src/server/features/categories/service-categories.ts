import { type Category, group, trade } from "./category.ts";

/** What is created, taught, cared for and organised. */
export const serviceCategories: readonly Category[] = [
  ...group("Numérique et création", "Digital and creative", [
    trade(
      "developpement-web",
      "Développement web et mobile",
      "Web and mobile development",
      "développeur web/développeuse web",
    ),
    trade(
      "graphisme-illustration",
      "Graphisme et illustration",
      "Graphic design and illustration",
      "graphiste, illustrateur/illustratrice",
    ),
    trade(
      "assistance-informatique",
      "Assistance informatique",
      "IT support",
      "technicien informatique/technicienne informatique",
    ),
    trade(
      "communication-reseaux",
      "Communication et réseaux sociaux",
      "Communication and social media",
      "chargé de communication/chargée de communication",
    ),
    trade("video-son", "Vidéo et son", "Video and sound", "vidéaste, ingénieur du son/ingénieure du son"),
    trade("photographie", "Photographie", "Photography", "photographe"),
  ]),
  ...group("Langues et textes", "Languages and texts", [
    trade(
      "traduction-interpretation",
      "Traduction et interprétation",
      "Translation and interpreting",
      "traducteur/traductrice, interprète",
    ),
    trade(
      "redaction-correction",
      "Rédaction et correction",
      "Writing and proofreading",
      "rédacteur/rédactrice, correcteur/correctrice, écrivain public/écrivaine publique",
    ),
  ]),
  ...group("Événements et spectacles", "Events and shows", [
    trade(
      "traiteur-cuisine",
      "Traiteur et cuisine",
      "Catering and cooking",
      "traiteur/traiteuse, cuisinier/cuisinière, pâtissier/pâtissière",
    ),
    trade(
      "musique-spectacle",
      "Musique et spectacle",
      "Music and shows",
      "musicien/musicienne, DJ, accordeur de piano/accordeuse de piano, comédien/comédienne, chef de chœur/cheffe de chœur",
    ),
    trade(
      "organisation-evenements",
      "Organisation d’événements",
      "Event planning",
      "organisateur d’événements/organisatrice d’événements, animateur/animatrice, hôte d’accueil/hôtesse d’accueil",
    ),
  ]),
  ...group("Cours et sport", "Lessons and sport", [
    trade(
      "soutien-scolaire",
      "Soutien scolaire",
      "Tutoring",
      "professeur particulier/professeure particulière",
    ),
    trade(
      "cours-de-langues",
      "Cours de langues",
      "Language lessons",
      "formateur en langues/formatrice en langues, animateur/animatrice",
    ),
    trade(
      "cours-de-musique-et-d-arts",
      "Cours de musique et d’arts",
      "Music and art lessons",
      "professeur de musique/professeure de musique, intervenant artistique/intervenante artistique, pianiste",
    ),
    trade(
      "sport-coaching",
      "Sport et coaching",
      "Sport and coaching",
      "coach sportif/coach sportive, éducateur sportif/éducatrice sportive",
    ),
  ]),
  ...group("Aide et bien-être", "Care and wellness", [
    trade(
      "garde-d-enfants",
      "Garde d’enfants",
      "Childcare",
      "garde d’enfants, baby-sitter, auxiliaire de puériculture",
    ),
    trade("aide-a-domicile", "Aide à domicile", "Home help", "aide à domicile, auxiliaire de vie"),
    trade(
      "coiffure-beaute",
      "Coiffure et beauté",
      "Hair and beauty",
      "coiffeur/coiffeuse, esthéticien/esthéticienne",
    ),
    trade(
      "bien-etre",
      "Bien-être et relaxation",
      "Wellness and relaxation",
      "praticien en massage/praticienne en massage, sophrologue, professeur de yoga/professeure de yoga, instructeur de méditation/instructrice de méditation",
    ),
    trade(
      "animaux",
      "Garde et soins d’animaux",
      "Pet care",
      "gardien d’animaux/gardienne d’animaux, éducateur canin/éducatrice canine, toiletteur/toiletteuse",
    ),
  ]),
  ...group("Services aux organisations", "Business services", [
    trade(
      "comptabilite-gestion",
      "Comptabilité et gestion",
      "Accounting and management",
      "comptable, gestionnaire de paie",
    ),
    trade("conseil-juridique", "Conseil juridique", "Legal advice", "juriste, avocat/avocate"),
    trade(
      "secretariat-assistance",
      "Secrétariat et assistance",
      "Office support",
      "secrétaire, assistant administratif/assistante administrative",
    ),
    trade(
      "ressources-humaines-formation",
      "Ressources humaines et formation",
      "Human resources and training",
      "formateur/formatrice, consultant en ressources humaines/consultante en ressources humaines",
    ),
  ]),
];
