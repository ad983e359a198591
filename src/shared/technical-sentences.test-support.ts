/** What people ask on missions, full of figures, marks and names: none of it says how to reach somebody. */
export const technicalSentences: readonly string[] = `
Faut-il prévoir un tableau conforme à la NF C 15-100 ?
La prise de terre fait-elle moins de 100 ohms ?
Quelle est la section des câbles : 1,5 mm² ou 2,5 mm² ?
Le disjoncteur de branchement est-il un 15/45 A ?
Combien de circuits de 16 A et de 20 A faut-il compter ?
Le differentiel 30 mA de type A est-il deja pose ?
L’appartement fait 62 m² sur 2 niveaux, hauteur 2,50 m ?
Les murs sont-ils en BA13 ou en brique de 20 x 20 x 50 ?
Faut-il deux couches de peinture ou trois ?
La référence RAL 9010 convient-elle pour les plinthes ?
Le site tourne-t-il sous node.js 20 ou 24 ?
Nous travaillons en ASP.NET et en C#, est-ce un problème ?
Le projet utilise-t-il ASP.NET/MVC ou Razor Pages ?
Faut-il du TypeScript 5.9 strict ?
Quelle version de PostgreSQL : 15.4 ou 18.0 ?
L’API est-elle en REST/JSON ou en GraphQL ?
Le serveur a-t-il 16 Go de RAM et 4 x 2 To de disque ?
Le réseau interne est en 192.168.1.0/24, est-ce exact ?
L’adresse de la passerelle est-elle 10.0.0.1 ?
Le port 8080 est-il ouvert, ou seulement le 443 ?
Les fichiers sont-ils en .csv ou en .xlsx ?
Le script s’appelle-t-il index.js ou main.ts ?
Le code est-il dans src/main.ts/helpers ou ailleurs ?
Le module lib/auth.py/tests doit-il être repris ?
Utilisez-vous vue.js/nuxt ou react/next.js ?
Le devis doit-il suivre le DTU 25.41 ?
La chaudière est-elle une De Dietrich MCR 24/28 ?
Pression du réseau : 3 bar ou 4,5 bar ?
Le ballon fait-il 200 L ou 300 L ?
Le chantier commence-t-il le 01/02/2027 à 08:30 ?
Les travaux durent-ils du 01/02/2027 au 15/03/2027 ?
Peut-on intervenir le 01.02.2027 et le 02.02.2027 ?
Livraison entre 8 h 30 et 12 h 00, est-ce possible ?
Le budget de 3 500,00 € comprend-il la TVA à 20 % ?
Le budget est-il de 12 000 000 € ou de 1 200 000 € ?
Le code INSEE 69123 est-il celui de la commune ?
Le code postal est-il bien 69001 ?
Le numéro de série commence-t-il par SN-2024-001 ?
La référence du plan est-elle PL-0123-B ?
Le lot 03 et le lot 04 sont-ils séparés ?
Faut-il des vis de 4 x 40 ou de 5 x 60 ?
Le parquet est-il en chêne 14/130/2200 ?
Les dalles font-elles 60 x 60 x 2 cm ?
La pente du toit est-elle de 35 % ou de 45° ?
Le terrain fait-il 1 250 m², dont 300 m² de pelouse ?
La haie mesure-t-elle 45 m sur 2,20 m de haut ?
Faut-il évacuer les déchets verts, environ 12 m³ ?
Le camion de 3,5 t peut-il stationner devant ?
L’escalier a-t-il 17 marches de 18 cm ?
L’ascenseur supporte-t-il 630 kg pour 8 personnes ?
Y a-t-il zéro, un ou deux points d’eau ?
Combien de pièces : deux, trois ou quatre ?
Tolérance zéro défaut, ou un sur cent ?
De zéro à six mètres, faut-il un échafaudage ?
Faut-il cinq prises, six interrupteurs et sept spots ?
Les fenêtres sont-elles au nombre de vingt et une ?
Quatre-vingts mètres de câble suffisent-ils ?
Soixante-dix-huit mètres carrés au sol, c’est bien cela ?
Trente-trois marches jusqu’au sixième, avec monte-charge ?
La puissance est-elle de 9 kVA ou de 12 kVA ?
Le compteur est-il un Linky triphasé 400 V ?
Faut-il une VMC simple flux de 125 mm ?
Le conduit est-il en inox 316L de 150 mm ?
La toiture est-elle en ardoise 32 x 22 ?
L’isolant a-t-il un R de 7 m²·K/W ?
Le lambda est-il de 0,032 W/(m·K) ?
Le mur porteur fait-il 0,20 m ou 0,40 m ?
Le béton est-il un C25/30 XC1 ?
L’acier est-il en HA 8, HA 10 ou HA 12 ?
Les vitrages sont-ils en 4/16/4 argon ?
Le seuil de 0,5 mg/L est-il respecté ?
Faut-il un diagnostic amiante avant 01/07/1997 ?
L’immeuble date-t-il de 1930 ou de 1974 ?
Le diamètre des tuyaux est-il 12/14 ou 14/16 ?
Faut-il un filetage de 1/2" ou de 3/4" ?
Le filtre est-il à 25 µm ?
Le débit est-il de 1,8 m³/h à 20 °C ?
Le moteur tourne-t-il à 1 450 tr/min ?
Le véhicule a-t-il 120 000 km ?
Le cadre du vélo est-il en taille 54 ou 56 ?
Les pneus sont-ils en 205/55 R16 91V ?
La batterie est-elle une 12 V 70 Ah ?
Le piano est-il accordé à 440 Hz ou à 442 Hz ?
Le concert dure-t-il 1 h 30 avec 15 min de pause ?
Le texte fait-il 12 000 mots ou 75 000 signes ?
Faut-il traduire de l’anglais vers le français et l’italien ?
Le logo doit-il être livré en SVG, PDF et PNG ?
La vidéo est-elle en 1920 x 1080 à 25 i/s ?
Les photos font-elles 6000 x 4000 px à 300 dpi ?
Le fichier pèse-t-il 4,7 Go ou 8,5 Go ?
Le site a-t-il 20 pages en 2 langues ?
Le thème WordPress 6.4 est-il déjà acheté ?
Faut-il reprendre le PHP 7.4 ou passer en 8.3 ?
La base MySQL compte-t-elle 40 tables ?
Le certificat TLS 1.3 est-il en place ?
Les tests tournent-ils avec vitest ou jest ?
Faut-il un SLA de 99,9 % ?
Le RGPD impose-t-il un hébergement en France ?
Quelle est la licence : MIT, GPL-3.0 ou AGPL-3.0 ?
Le dépôt utilise-t-il la branche release/2.0 ?
Le cours a-t-il lieu le mardi et le jeudi de 17 h à 18 h ?
L’élève est-il en 3e ou en 2de ?
Le programme couvre-t-il les chapitres 1 à 6 ?
La note visée est-elle de 12/20 ?
Combien d’invités : 80, 100 ou 120 ?
Le repas comprend-il 3 plats et 1 dessert ?
La salle fait-elle 200 m² pour 150 personnes ?
Faut-il une sono de 2 x 500 W ?
La scène mesure-t-elle 6 m sur 4 m ?
Le transport est-il compris dans un rayon de 30 km ?
Y a-t-il un digicode, ou un gardien ?
Le sol est-il stable pour une nacelle de 2,5 t ?
Faut-il déposer l’ancien carrelage de 40 m² ?
La douche fera-t-elle 90 x 120 ou 80 x 140 ?
Le lavabo est-il à 85 cm du sol ?
Les prises sont-elles à 1,20 m du sol ?
Le coffret est-il en IP65 ou IP55 ?
Faut-il la classe 3D selon EN 166 ?
Le local est-il classé ERP de 5e catégorie ?
La norme EN 12464-1 demande-t-elle 500 lux ?
Le spectre lumineux est-il à 3 000 K ou à 4 000 K ?
Les spots sont-ils en GU10 de 7 W ?
Faut-il du fil de 3G1,5 ou de 5G2,5 ?
La longueur totale est-elle de 0,8 km ?
Le portail mesure-t-il 3,50 m x 1,60 m ?
Faut-il un moteur de 24 V et 2 télécommandes ?
Le muret est-il en parpaings de 15 ?
Le crépi est-il monocouche, finition grattée ?
Quelle est la hauteur sous plafond : 2,30 m ou 2,70 m ?
Les combles sont-ils perdus ou aménageables ?
Le poêle est-il à granulés, 8 kW ?
Le tubage fait-il 9 m de haut ?
La fosse est-elle de 3 000 L ?
Le puits a-t-il 12 m de profondeur ?
L’arbre à abattre fait-il 15 m, à 3 m de la maison ?
Les souches sont-elles à rogner, au nombre de 4 ?
La tondeuse passe-t-elle par un portillon de 80 cm ?
Le gazon est-il à semer à 30 g/m² ?
Faut-il 2 passages par mois d’avril à octobre ?
Le ménage est-il de 3 h par semaine ?
Y a-t-il 12 fenêtres et 2 baies vitrées ?
Les produits sont-ils fournis, ou à prévoir ?
Le déménagement est-il de 35 m³, du 4e sans ascenseur ?
Le piano droit pèse-t-il 230 kg ?
La distance est-elle de 480 km ?
Faut-il démonter 3 armoires et 2 lits ?
Les horaires sont-ils de 06:00 à 14:00 ?
Le créneau du 12/12 de 14 h à 16 h convient-il ?
Le relevé du 31/12/2026 23:59 est-il celui qui compte ?
Le numéro de lot est-il 2026-11-30-01 ?
La version 2.14.3.1024 est-elle celle qui tourne ?
Le code EAN 3601234567890 est-il le bon ?
Le modèle DS-2CD2143G2-I est-il imposé ?
Le câble est-il un Cat. 6a F/UTP ?
Combien de prises RJ45 : 12 ou 24 ?
Le switch a-t-il 24 ports PoE à 370 W ?
Le wifi est-il en 802.11ax ?
La caméra est-elle en H.265 à 4 Mpx ?
Le NAS est-il en RAID 5 avec 4 x 8 To ?
Le calcul est-il en kWh/m²/an ?
Le DPE est-il D ou E, avec 230 kWh/m²/an ?
La note est-elle de 12.5/10 après bonus ?
Le ratio est-il de 3.14/2 ou de 1,57 ?
Les plans sont-ils à l’échelle 1/50 ou 1/100 ?
Le formulaire Cerfa 13703*08 suffit-il ?
L’article R. 111-2 s’applique-t-il ?
La parcelle est-elle AB 0123, section 04 ?
Le PLU est-il en zone UA ou UB/N ?
Le délai est-il de 30 jours ou de 2 mois ?
La garantie est-elle de 2 ans, ou décennale ?
L’attestation RC Pro est-elle demandée ?
Le paiement est-il à 30 jours fin de mois ?
L’acompte est-il de 30 % ou de 40 % ?
Faut-il un devis en 2 tranches, A et B ?
Le SIRET est-il à indiquer sur le devis ?
Les échantillons sont-ils à fournir avant le 15 ?
La couleur est-elle en NCS S 0502-Y ?
Le tissu est-il un 280 g/m² ?
Le canapé fait-il 220 x 95 x 80 ?
La machine est-elle une Singer 4423 ?
La retouche porte-t-elle sur 5 pantalons ?
Le gâteau est-il pour 40 parts, sans gluten ?
Y a-t-il des allergies : arachides, lait, œufs ?
Le chat est-il à garder 10 jours en août ?
Le chien pèse-t-il 12 kg, ou plus ?
La batterie du scooter est-elle une 48 V 20 Ah ?
Le vélo a-t-il une cassette 11-42 en 12 vitesses ?
Is the tap water pressure 3 bar at the 2nd floor?
Does the old wiring follow NF C 15-100?
Should the API use OAuth 2.1 and/or API keys?
Is the deadline at 5 pm or at 17:30?
One, two or three coats of paint?
Are the sizes 06, 08, 10, 12 and 14 mm?
Le code source est-il en F#/.NET 8 ou en VB.NET ?
Faut-il garder ADO.NET/Dapper pour l’accès aux données ?
Les diamètres sont-ils 08/10/12/14 mm ?
L’échelle va-t-elle de 1 2 3 4 5 ?
Le port USB 3.2 Gen 2x2 est-il nécessaire ?
La fréquence est-elle de 868,3 MHz ?
Le capteur mesure-t-il 0 à 10 V ou 4-20 mA ?
L’automate est-il un S7-1200 en TIA V18 ?
Le protocole est-il Modbus RTU/TCP ?
Faut-il 3 x 2,5 mm² + 1 x 1,5 mm² ?
L’ancre est-elle de 12 @ 150 mm ?
Le tarif est-il au m² ou à l’heure ?
La tension est-elle de 230 V @ 50 Hz ?
Le processeur tourne-t-il à 3,2 GHz @ 65 W ?
`
  .trim()
  .split("\n");
