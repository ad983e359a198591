/** What French people choose, and what advice gave as an example: lists made of leaks rank it low or do not have it. */
export const CHOSEN = `
correcthorsebatterystaple thisismypassword passwordpassword
azerty azertyuiop qsdfghjklm wxcvbn motdepasse monmotdepasse lemotdepasse votremotdepasse nouveaumotdepasse
motdepassesecret changezmoi changemoi bienvenue bonjour bonsoir coucou salut merci jetaime jetaimemonamour
jetaimetrop tuesmavie monamour amour toujours pourtoujours bisous bisou calin coeur moncoeur mabelle mavie
maman papa mamanpapa mamie papy famille mafamille monbebe bebe enfants frere soeur bonheur liberte egalite
fraternite libertegalitefraternite france vivelafrance laFrance allezlesbleus paris marseille lyon toulouse
bordeaux nantes lille nice strasbourg bretagne corse alsace normandie provence parissaintgermain psg om
olympiquedemarseille olympiquelyonnais allezlom stade football rugby chocolat nutella fromage baguette
soleil lune etoile etoiles plage vacances voyage montagne mer ocean musique cinema
doudou loulou chouchou choupinette choupette minou minette chaton chat chien toutou lapin nounours titi
toto tata tonton boubou bibou loulette princesse prince poupette poussin canard dauphin cheval licorne
papillon tigre lion loup dragon panthere ecureuil grenouille
nicolas thomas alexandre julien camille marie pierre jean paul jacques michel philippe patrick christophe
sebastien stephane frederic olivier laurent david eric pascal thierry bruno vincent antoine maxime romain
kevin anthony guillaume mathieu matthieu benjamin jeremy florian quentin clement lucas hugo louis leo
gabriel arthur jules adam raphael chloe emma lea manon ines jade louise alice sarah laura julie
marine pauline mathilde charlotte oceane clara lucie anais elodie emilie aurelie celine virginie sandrine
sophie nathalie isabelle catherine sylvie valerie christine martine brigitte monique veronique caroline
jordan mickael dylan enzo nathan theo ethan tom noah
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
lundi mardi mercredi jeudi vendredi samedi dimanche printemps automne hiver
bleu blanc rouge vert jaune noir rose orange violet
secret secrete connexion connecter ordinateur internet telephone maison jardin voiture moto renault peugeot
citroen bonnepote administrateur utilisateur entreprise societe compte client travail bureau ecole
artisan batiment chantier electricien plombier macon peintre menuisier jardinier devis facture
naruto pokemon zidane mbappe johnny starwars harrypotter onepiece dofus minecraft fortnite
putain merde connard salope enculer encule nique niquetamere jemenfous
`
  .trim()
  .split(/\s+/);
