import { describe, expect, it } from "vitest";
import { analyseQuery } from "./analyse.ts";
import { wordsOf } from "./normalise.ts";
import { stem } from "./stem.ts";

/** Words of a pair stand either side of a slash, pairs between blanks. */
function pairs(list: string): [string, string][] {
  return list
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split("/") as [string, string]);
}

function stemOf(word: string): string {
  return wordsOf(word).map(stem).join(" ");
}

const GENDERS = pairs(`
  électricien/électricienne plombier/plombière coiffeur/coiffeuse traducteur/traductrice maçon/maçonne
  menuisier/menuisière charpentier/charpentière serrurier/serrurière carreleur/carreleuse peintre/peintresse
  couvreur/couvreuse jardinier/jardinière boulanger/boulangère pâtissier/pâtissière boucher/bouchère
  charcutier/charcutière poissonnier/poissonnière cuisinier/cuisinière serveur/serveuse barman/barmans
  sommelier/sommelière traiteur/traiteuse fromager/fromagère épicier/épicière fleuriste/fleuristes
  vendeur/vendeuse caissier/caissière acheteur/acheteuse livreur/livreuse coursier/coursière
  déménageur/déménageuse manutentionnaire/manutentionnaires chauffeur/chauffeuse conducteur/conductrice
  routier/routière mécanicien/mécanicienne carrossier/carrossière garagiste/garagistes soudeur/soudeuse
  tourneur/tourneuse fraiseur/fraiseuse ajusteur/ajusteuse chaudronnier/chaudronnière métallier/métallière
  ferronnier/ferronnière forgeron/forgeronne ébéniste/ébénistes tapissier/tapissière couturier/couturière
  tailleur/tailleuse brodeur/brodeuse tisserand/tisserande styliste/stylistes modéliste/modélistes
  cordonnier/cordonnière maroquinier/maroquinière sellier/sellière bijoutier/bijoutière joaillier/joaillière
  horloger/horlogère orfèvre/orfèvres sculpteur/sculptrice graveur/graveuse potier/potière céramiste/céramistes
  verrier/verrière vitrier/vitrière miroitier/miroitière plâtrier/plâtrière façadier/façadière
  étancheur/étancheuse ramoneur/ramoneuse chauffagiste/chauffagistes frigoriste/frigoristes
  climaticien/climaticienne domoticien/domoticienne installateur/installatrice dépanneur/dépanneuse
  réparateur/réparatrice monteur/monteuse poseur/poseuse décorateur/décoratrice architecte/architectes
  géomètre/géomètres dessinateur/dessinatrice ingénieur/ingénieure technicien/technicienne
  développeur/développeuse programmeur/programmeuse informaticien/informaticienne administrateur/administratrice
  graphiste/graphistes webmestre/webmestres rédacteur/rédactrice correcteur/correctrice
  interprète/interprètes journaliste/journalistes écrivain/écrivaine auteur/autrice auteur/auteure
  éditeur/éditrice imprimeur/imprimeuse relieur/relieuse libraire/libraires bibliothécaire/bibliothécaires
  photographe/photographes vidéaste/vidéastes réalisateur/réalisatrice monteur/monteuses acteur/actrice
  comédien/comédienne chanteur/chanteuse musicien/musicienne danseur/danseuse compositeur/compositrice
  animateur/animatrice éducateur/éducatrice formateur/formatrice instituteur/institutrice
  professeur/professeure enseignant/enseignante entraîneur/entraîneuse moniteur/monitrice accompagnateur/accompagnatrice
  infirmier/infirmière aide-soignant/aide-soignante médecin/médecins docteur/doctoresse chirurgien/chirurgienne
  pharmacien/pharmacienne opticien/opticienne diététicien/diététicienne esthéticien/esthéticienne
  masseur/masseuse ambulancier/ambulancière brancardier/brancardière vétérinaire/vétérinaires toiletteur/toiletteuse
  éleveur/éleveuse berger/bergère agriculteur/agricultrice viticulteur/viticultrice vigneron/vigneronne
  maraîcher/maraîchère horticulteur/horticultrice bûcheron/bûcheronne élagueur/élagueuse paysagiste/paysagistes
  pépiniériste/pépiniéristes apiculteur/apicultrice pisciculteur/piscicultrice pêcheur/pêcheuse
  avocat/avocate notaire/notaires huissier/huissière greffier/greffière juriste/juristes comptable/comptables
  auditeur/auditrice banquier/banquière assureur/assureuse courtier/courtière conseiller/conseillère
  consultant/consultante directeur/directrice gérant/gérante employé/employée assistant/assistante
  agent/agente adjoint/adjointe chargé/chargée chef/cheffe apprenti/apprentie commis/commise artisan/artisane
  ouvrier/ouvrière nettoyeur/nettoyeuse laveur/laveuse repasseur/repasseuse blanchisseur/blanchisseuse
  gardien/gardienne veilleur/veilleuse concierge/concierges hôte/hôtesse guide/guides maître/maîtresse
  ambassadeur/ambassadrice négociateur/négociatrice prospecteur/prospectrice médiateur/médiatrice
  pompier/pompière policier/policière officier/officière marin/marins batelier/batelière
  accordeur/accordeuse aiguiseur/aiguiseuse ascensoriste/ascensoristes brasseur/brasseuse bottier/bottière
  cartographe/cartographes chapelier/chapelière chocolatier/chocolatière coach/coachs confiseur/confiseuse contremaître/contremaîtresse
  costumier/costumière cuisiniste/cuisinistes débardeur/débardeuse démolisseur/démolisseuse dératiseur/dératiseuse désinsectiseur/désinsectiseuse
  doreur/doreuse ergothérapeute/ergothérapeutes facteur/factrice fontainier/fontainière fossoyeur/fossoyeuse glacier/glacière
  goudronneur/goudronneuse grutier/grutière jongleur/jongleuse lecteur/lectrice logisticien/logisticienne luthier/luthière
  magasinier/magasinière magicien/magicienne maquilleur/maquilleuse marbrier/marbrière marionnettiste/marionnettistes marqueteur/marqueteuse
  matelassier/matelassière modérateur/modératrice opérateur/opératrice ouvreur/ouvreuse paveur/paveuse perceur/perceuse
  physicien/physicienne pizzaïolo/pizzaïolos plaquiste/plaquistes podologue/podologues ponceur/ponceuse préparateur/préparatrice
  producteur/productrice promeneur/promeneuse prothésiste/prothésistes psychologue/psychologues puériculteur/puéricultrice
  recruteur/recruteuse rempailleur/rempailleuse restaurateur/restauratrice retoucheur/retoucheuse sauveteur/sauveteuse
  scénographe/scénographes secrétaire/secrétaires sonorisateur/sonorisatrice souffleur/souffleuse terrassier/terrassière
  thérapeute/thérapeutes tondeur/tondeuse transporteur/transporteuse tuteur/tutrice vannier/vannière veilleur/veilleuse
  zingueur/zingueuse enquêteur/enquêtrice inspecteur/inspectrice collaborateur/collaboratrice créateur/créatrice
  concepteur/conceptrice coordinateur/coordinatrice coordonnateur/coordonnatrice intervenant/intervenante surveillant/surveillante
  stagiaire/stagiaires remplaçant/remplaçante soignant/soignante manucure/manucures programmateur/programmatrice
  plongeur/plongeuse skipper/skippeuse voyagiste/voyagistes ingénieur/ingénieure chroniqueur/chroniqueuse maire/mairesse
  pasteur/pasteure metteur/metteuse sérigraphe/sérigraphes balayeur/balayeuse éboueur/éboueuse cantonnier/cantonnière
`);

const NUMBERS = pairs(`
  électricien/électriciens plombière/plombières traductrice/traductrices coiffeuse/coiffeuses travail/travaux
  local/locaux panneau/panneaux matériau/matériaux tuyau/tuyaux cheval/chevaux bureau/bureaux carreau/carreaux
  rideau/rideaux journal/journaux animal/animaux vitrail/vitraux bijou/bijoux cheveu/cheveux lieu/lieux noyau/noyaux
  maison/maisons porte/portes fenêtre/fenêtres toiture/toitures devis/devis cloison/cloisons jeu/jeux
  métal/métaux canal/canaux hôpital/hôpitaux château/châteaux plateau/plateaux niveau/niveaux
`);

const FAMILIES = pairs(`
  français/française anglais/anglaise chinois/chinoise professionnel/professionnelle nouveau/nouvelle public/publique
  décorer/décoration décorateur/décoration traducteur/traduction rédacteur/rédaction installer/installation
  organiser/organisation climatiser/climatisation nettoyer/nettoyage dépanner/dépannage repasser/repassage
  jardin/jardinage maçon/maçonnerie photographe/photographie certifié/certifier sportif/sportive réparer/réparation
  boulanger/boulangerie sortie/sortir ranger/rangement déménager/déménagement clair/claire noir/noire
  obscur/obscure
`);

const STRANGERS = pairs(`
  carreleur/carreau plombier/plongeur plombier/pompier coiffeur/coffreur menuisier/menuet serrurier/serveur
  boulanger/boulon boucher/bouchon maçon/maison couvreur/couturier couturier/coutelier peintre/peigne
  jardinier/jardinerie-école électricien/électeur chauffeur/chauffage chauffagiste/chauffeur vendeur/vent
  serveur/service traiteur/traite facteur/facture moteur/motard mécanicien/mécène pâtissier/pâte
  infirmier/infirme médecin/médaille dentiste/dentelle libraire/libre graphiste/graffiti livreur/livre
  soudeur/soude tailleur/taille cuisinier/cuisson cuisine/cousine piscine/piste toiture/voiture
  toit/toile mur/mûre maison/saison fenêtre/genêt parquet/parc carrelage/carrefour plâtre/plat
  peinture/pointure salle/sel chambre/champ cave/caviar garage/gare véranda/vérité terrasse/terre
  portail/porte clôture/culture haie/haine gazon/gaz arbre/arbitre chien/chat enfant/enfer
  cours/course anglais/angle espagnol/espace musique/muse piano/pian guitare/guide logo/logis
  site/situation serveur/serrure village/ville chantier/chant immeuble/meuble avocat/avocatier notaire/notice
  comptable/compteur traducteur/tracteur interprète/intérieur rédacteur/réducteur photographe/phonographe
  poêle/poil cheminée/chemin évier/évident robinet/robe chaudière/chaud
`);

/** What a light stemmer cannot tell apart; listed so that a change of the rules shows. */
const KNOWN_MEETINGS = pairs(
  "port/porte cours/cour colle/col balle/bal tondre/tondre direction/direct fermer/ferme",
);

function apart(list: [string, string][]): string[] {
  return list.filter(([one, other]) => stemOf(one) !== stemOf(other)).map((pair) => pair.join("/"));
}

describe("the stemmer", () => {
  it("lets masculine and feminine of a trade find each other", () => {
    expect(GENDERS.length).toBeGreaterThanOrEqual(280);
    // The English word keeps its ending.
    expect(apart(GENDERS)).toEqual(["skipper/skippeuse"]);
  });

  it("lets singular and plural find each other", () => {
    expect(apart(NUMBERS)).toEqual([]);
  });

  it("lets an action find who does it, and a verb its noun, where the ending is regular", () => {
    expect(apart(FAMILIES)).toEqual([]);
  });

  it("keeps different trades and things apart", () => {
    expect(STRANGERS.length).toBeGreaterThanOrEqual(60);
    expect(STRANGERS.filter(([one, other]) => stemOf(one) === stemOf(other))).toEqual([]);
  });

  it("meets where a light stemmer must", () => {
    expect(apart(KNOWN_MEETINGS)).toEqual([]);
  });

  it("gives a word and its query the same stem, accents typed or not", () => {
    for (const [one, other] of [...GENDERS, ...NUMBERS, ...FAMILIES, ...STRANGERS]) {
      for (const word of [one, other]) {
        const plain = word.normalize("NFD").replace(/\p{M}/gu, "");
        expect(analyseQuery(plain)).toEqual(analyseQuery(word));
      }
    }
  });

  it("leaves numbers, short words and other alphabets as they are", () => {
    expect(["75011", "m2", "b2b", "css", "москва"].map(stem)).toEqual([
      "75011",
      "m2",
      "b2b",
      "css",
      "москва",
    ]);
  });
});
