import { dictionary } from "./dictionary.ts";

/** Who has won, for those who took part and have not. */
export const awards = dictionary(
  {
    title: "Le prestataire retenu",
    explained:
      "Vous avez participé à cette enchère : vous avez le droit de savoir qui a été retenu. Votre demande est consignée.",
    ask: "Demander qui a été retenu",
    winner: "La mission a été attribuée à",
    since: (moment: string) => `, le ${moment}.`,
  },
  {
    title: "The chosen provider",
    explained:
      "You took part in this auction, so you may know who was chosen. Your request is put on record.",
    ask: "Ask who was chosen",
    winner: "The project was awarded to",
    since: (moment: string) => ` on ${moment}.`,
  },
);
