import { compileTemplate } from "../template.ts";

/** When it should be done. Events bring their own date, so theirs speak of preparation only. */

/** Where somebody comes to work. */
export const onSiteSchedule = [
  "Le début est souhaité {when}, avec un peu de souplesse.",
  "L'idéal serait de commencer {weekOf}.",
  "Une intervention {when} <m'arrangerait|nous arrangerait> bien.",
  "Les horaires possibles vont de {morning} à {evening}, du lundi au vendredi.",
  "Il y a quelqu'un sur place [tous les matins|le mercredi et le vendredi|en fin de journée|toute la semaine|le samedi matin].",
  "Rien ne presse à quelques jours près, mais {when} serait parfait.",
  "Le {weekday} est à éviter, tous les autres jours conviennent.",
  "Merci d'indiquer votre première disponibilité à partir du {laterDate}.",
  "Les lieux seront plus calmes [{weekOf}|{when}], ce serait le bon moment.",
  "Une date ferme est importante, car [d'autres personnes interviennent ensuite|tout le calendrier en dépend|le calendrier est serré|rien ne peut avancer avant].",
  "Si {when} n'est pas possible pour vous, dites ce qui l'est.",
].map(compileTemplate);

export const remoteSchedule = [
  "La mission peut commencer {when}.",
  "Un premier échange {weekOf} permettrait de caler le calendrier.",
  "Une première version est attendue pour le {laterDate}.",
  "Le calendrier est souple, mais {when} serait un bon départ.",
  "Le rendu final est attendu courant {nextMonth}.",
  "Merci de proposer un calendrier réaliste plutôt qu'un délai flatteur.",
  "Nous aimerions démarrer {when} et avancer par petites étapes.",
].map(compileTemplate);

export const venueSchedule = [
  "Une visite des lieux est possible en semaine, après {evening}.",
  "Un appel de préparation quinze jours avant serait bienvenu.",
  "L'horaire précis sera confirmé une semaine avant.",
  "Merci de vérifier que la date est bien libre avant de répondre.",
  "Un repas ou une collation est prévu sur place.",
  "En cas d'annulation de <ma|notre> part moins de dix jours avant, la moitié du prix reste due.",
].map(compileTemplate);

export const workshopSchedule = [
  "Le dépôt est possible dès {when}.",
  "Le délai importe moins que la qualité, mais un retour courant {nextMonth} serait idéal.",
  "<Je peux|Nous pouvons> passer [un soir de semaine|le samedi matin|le {weekday}|à l'heure du déjeuner].",
  "Il faudrait que ce soit terminé pour le {laterDate}.",
  "Merci d'indiquer votre délai, il compte dans le choix.",
].map(compileTemplate);
