import { type Category, group, trade } from "./category.ts";

/** What is built, mended, made and carried. */
export const worksCategories: readonly Category[] = [
  ...group("Bâtiment et travaux", "Building and works", [
    trade("plomberie", "Plomberie", "Plumbing", "plombier/plombière"),
    trade("electricite", "Électricité", "Electrical work", "électricien/électricienne"),
    trade(
      "chauffage-climatisation",
      "Chauffage et climatisation",
      "Heating and air conditioning",
      "chauffagiste, frigoriste, ramoneur/ramoneuse",
    ),
    trade("peinture", "Peinture et papier peint", "Painting and wallpaper", "peintre, peintre muraliste"),
    trade("carrelage", "Carrelage et faïence", "Tiling", "carreleur/carreleuse"),
    trade("maconnerie", "Maçonnerie", "Masonry", "maçon/maçonne"),
    trade(
      "menuiserie",
      "Menuiserie et agencement",
      "Joinery and fitting",
      "menuisier/menuisière, poseur de cuisines/poseuse de cuisines",
    ),
    trade(
      "charpente-couverture",
      "Charpente et couverture",
      "Carpentry and roofing",
      "couvreur/couvreuse, charpentier/charpentière",
    ),
    trade(
      "platrerie-isolation",
      "Plâtrerie et isolation",
      "Plastering and insulation",
      "plâtrier/plâtrière, plaquiste",
    ),
    trade(
      "serrurerie-metallerie",
      "Serrurerie et métallerie",
      "Locksmithing and metalwork",
      "serrurier/serrurière, métallier/métallière",
    ),
    trade(
      "sols-parquets",
      "Sols et parquets",
      "Floors and parquet",
      "parqueteur/parqueteuse, solier/solière",
    ),
    trade(
      "architecture-plans",
      "Architecture et plans",
      "Architecture and plans",
      "architecte, dessinateur en bâtiment/dessinatrice en bâtiment",
    ),
    trade(
      "terrassement-assainissement",
      "Terrassement et assainissement",
      "Earthworks and drainage",
      "terrassier/terrassière",
    ),
  ]),
  ...group("Maison et jardin", "Home and garden", [
    trade(
      "jardinage-paysage",
      "Jardinage et paysage",
      "Gardening and landscaping",
      "jardinier/jardinière, paysagiste",
    ),
    trade("elagage", "Élagage et abattage", "Tree care", "élagueur/élagueuse"),
    trade("petit-bricolage", "Petit bricolage", "Handyman jobs", "bricoleur/bricoleuse"),
    trade(
      "menage-nettoyage",
      "Ménage et nettoyage",
      "Cleaning",
      "agent d’entretien/agente d’entretien, aide ménager/aide ménagère, laveur de vitres/laveuse de vitres",
    ),
    trade("piscine-spa", "Piscine et spa", "Pools and spas", "pisciniste"),
    trade(
      "depannage-electromenager",
      "Dépannage d’électroménager",
      "Appliance repair",
      "dépanneur/dépanneuse, frigoriste",
    ),
    trade(
      "decoration-interieure",
      "Décoration d’intérieur",
      "Interior decoration",
      "décorateur/décoratrice, tapissier/tapissière",
    ),
  ]),
  ...group("Transport et mécanique", "Transport and mechanics", [
    trade("demenagement", "Déménagement", "Moving", "déménageur/déménageuse"),
    trade(
      "livraison-transport",
      "Livraison et transport",
      "Delivery and transport",
      "chauffeur-livreur/chauffeuse-livreuse, coursier/coursière, chauffeur/chauffeuse",
    ),
    trade(
      "mecanique-automobile",
      "Mécanique automobile",
      "Car repair",
      "mécanicien/mécanicienne, carrossier/carrossière",
    ),
    trade(
      "reparation-de-velos",
      "Réparation de vélos",
      "Bicycle repair",
      "réparateur de vélos/réparatrice de vélos",
    ),
  ]),
  ...group("Artisanat", "Crafts", [
    trade(
      "couture-tapisserie",
      "Couture et tapisserie",
      "Sewing and upholstery",
      "couturier/couturière, tapissier/tapissière",
    ),
    trade(
      "ebenisterie-restauration",
      "Ébénisterie et restauration",
      "Cabinetmaking and restoration",
      "ébéniste, horloger/horlogère, sculpteur sur bois/sculptrice sur bois",
    ),
  ]),
];
