import type { TradeTexts } from "../trade-texts.ts";

export const pets: TradeTexts = {
  category: "animaux",
  from: "person",
  site: "home",
  days: "2-10",
  signs: ["Poils & Moustaches", "{first} et Compagnie", "{last} Éducation canine", "La Niche {de first}"],
  jobs: [
    {
      do: "garder {pets2} pendant {days2}",
      as: ["Garde d'animaux à domicile : {pets2}", "Absence de {days2} : {pets2} à garder"],
      euros: 190,
      skills: "garde d'animaux, fiabilité, envoi de nouvelles",
      need: [
        "<Je m'absente|Nous nous absentons> {days2} {when} et <je préfère|nous préférons> ne pas déplacer {pets2}.",
        "La pension habituelle est complète, il faut donc quelqu'un pour garder {pets2} pendant {days2}.",
      ],
      more: [
        "Un passage le matin et un autre le soir sont nécessaires.",
        "Le plus vieux prend un comprimé, caché dans un peu de fromage.",
        "Les clés seront remises lors d'une visite préalable.",
        "Des nouvelles et une photo de temps en temps suffisent à rassurer.",
        "L'arrosage de quelques plantes est à prévoir aussi.",
        "Le vétérinaire est prévenu et son numéro est sur le réfrigérateur.",
      ],
      slots: {
        pets2: "deux chats|un chien et un chat@1.3|deux lapins|trois poules et un chat@1.1",
        days2: "six jours@0.6|dix jours|deux semaines@1.4|trois semaines@2",
      },
    },
    {
      do: "promener {dog} {rhythm}",
      as: ["Promenades pour {dog}", "Promeneur ou promeneuse pour {dog}"],
      euros: 260,
      days: "8-20",
      skills: "promenade, maîtrise des chiens, ponctualité",
      need: [
        "Les journées au bureau sont trop longues pour {dog}, qui a de l'énergie à revendre.",
        "Une entorse <m'empêche|nous empêche> de promener {dog} comme il faut.",
      ],
      more: [
        "Une sortie d'une heure, {rhythm}, serait idéale.",
        "Il est sociable avec ses congénères, moins avec les vélos.",
        "Le rappel est en cours d'apprentissage, la longe reste nécessaire.",
        "Un bois et un grand pré se trouvent à dix minutes à pied.",
        "Une première promenade ensemble permettra de voir si tout va bien.",
      ],
      slots: {
        dog: "un épagneul de deux ans|un labrador de trois ans|un border collie|un jeune berger",
        rhythm: "deux fois par semaine|trois fois par semaine@1.4|tous les midis@2",
      },
    },
    {
      do: "éduquer un chien qui {problem}",
      as: ["Éducation d'un chien qui {problem}"],
      trade: 1,
      euros: 340,
      skills: "éducation positive, comportement canin, suivi",
      need: [
        "Depuis {since}, {dogName} {problem} et les promenades tournent au cauchemar.",
        "Adopté en refuge il y a {months} mois, {dogName} est adorable mais {problem}.",
      ],
      more: [
        "Des méthodes douces sont exigées, sans collier étrangleur ni électrique.",
        "{sessions} séances, à domicile puis en ville, paraissent un bon début.",
        "Toute la famille participera pour garder les mêmes règles.",
        "Un bilan de comportement écrit est souhaité.",
        "Il vit avec un enfant de {age} ans.",
      ],
      slots: {
        problem:
          "tire en laisse|aboie sur les visiteurs|ne supporte pas de rester seul|saute sur tout le monde",
        dogName: "Pacha|Filou|Oslo|Biscotte|Ulysse|Tango",
        months: "deux|quatre|six",
        sessions: "Quatre|Cinq|Six",
        age: "4..11",
      },
    },
    {
      do: "toiletter {animal}",
      as: ["Toilettage : {animal}"],
      trade: 2,
      euros: 70,
      days: "1-1",
      skills: "toilettage, coupe ciseaux, douceur",
      need: [
        "Le poil est plein de nœuds et le brossage du soir n'en vient plus à bout : il faut toiletter {animal}.",
        "Le salon du quartier a fermé et {animal} commence à ressembler à un tapis.",
      ],
      more: [
        "L'animal est âgé de {age} ans et supporte mal le bruit du séchoir.",
        "Une coupe courte mais pas rase est souhaitée.",
        "Les griffes et les oreilles sont à faire dans le même temps.",
        "Un toilettage à domicile éviterait un trajet stressant.",
        "Les vaccins sont à jour.",
      ],
      slots: {
        animal: "un caniche|un bouvier bernois@1.6|un chat persan|un yorkshire@0.9|un golden retriever@1.3",
        age: "3..13",
      },
    },
    {
      do: "construire {shelter}",
      as: ["{^shelter} à construire"],
      from: "person association",
      site: "house",
      trade: null,
      euros: 620,
      days: "1-4",
      skills: "construction en bois, bien-être animal, clôture",
      need: [
        "L'arrivée de nouveaux pensionnaires est prévue {when} et il faut leur construire un toit.",
        "Le renard est passé deux fois : cette fois, l'abri doit être solide.",
      ],
      more: [
        "Le modèle imaginé est {shelter}, en bois non traité.",
        "Le sol doit être facile à nettoyer et l'aération suffisante.",
        "Un grillage enterré de quarante centimètres est nécessaire.",
        "Une réserve pour la paille et le grain serait pratique.",
        "Une bonne connaissance des animaux compte autant que la menuiserie.",
      ],
      slots: {
        shelter:
          "un poulailler pour six poules@0.8|un abri pour deux ânes@1.8|une volière@1.1|un enclos pour lapins@0.7",
      },
    },
    {
      do: "s'occuper {de animals} au pré",
      as: ["Soins à {animals} au pré"],
      from: "person association town",
      site: "house",
      trade: 0,
      euros: 430,
      days: "5-20",
      skills: "soins aux animaux, équidés, moutons, clôtures",
      need: [
        "Une hospitalisation programmée <m'éloigne|nous éloigne> des bêtes pendant {weeks} semaines.",
        "L'écopâturage a été mis en place au printemps et il manque un suivi régulier de {animals}.",
      ],
      more: [
        "Un passage par jour suffit : eau, foin, coup d'œil aux clôtures.",
        "Le parage et les vermifuges sont faits.",
        "L'un des animaux est craintif, il faut prendre son temps.",
        "Le pré est à {km} kilomètres du bourg.",
        "Un petit tracteur peut être prêté.",
      ],
      slots: {
        animals: "deux ânes|quatre moutons|trois chèvres|deux poneys",
        weeks: "deux@0.7|trois|quatre@1.3",
        km: "1|2|3|4",
      },
    },
  ],
};
