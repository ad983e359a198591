import { dictionary } from "./dictionary.ts";

/** What is known about one mission, for who takes part in it. */
export const missionData = dictionary(
  {
    link: "Ce qui est gardé de cette mission",
    title: "Ce qui est gardé de cette mission",
    lead: "Ce que le site garde de cette mission et de qui y prend part, qui le lit, et jusqu’à quand. Cette page est faite de ce que le programme déclare de lui-même.",
    toMission: "Voir la mission",
    readers: "Qui le lit",
    kept: "Jusqu’à quand",
    keptLine: (howLong: string, what: string) => `${what} : ${howLong}`,
    proofTitle: "Ce qui prouve",
    proofText:
      "Chaque action laisse une ligne au journal du site, sans les mots de personne, et chaque prix une empreinte. Quand l’enchère est finie, un procès-verbal est signé : le client et la modération le lisent en entier, chaque prestataire pour sa part. La loi demande de pouvoir le montrer (code de commerce, article L442-8) ; il reste donc même si quelqu’un fait effacer son compte, sans ce que cette personne a écrit.",
    everything: "Tout ce que le site garde de vous",
  },
  {
    link: "What is kept of this project",
    title: "What is kept of this project",
    lead: "What the site keeps of this project and of who takes part in it, who reads it, and until when. This page is made of what the program declares about itself.",
    toMission: "See the project",
    readers: "Who reads it",
    kept: "Until when",
    keptLine: (howLong, what) => `${what}: ${howLong}`,
    proofTitle: "What proves",
    proofText:
      "Each action leaves a line in the site’s log, without anybody’s words, and each price a fingerprint. When the auction is over a record is signed: the client and the moderators read it whole, each provider its part. The law asks that it can be shown (French commercial code, Article L442-8); so it stays even where somebody has an account erased, without what that person wrote.",
    everything: "Everything that the site keeps of you",
  },
);
