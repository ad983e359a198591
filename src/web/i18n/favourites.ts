import { dictionary } from "./dictionary.ts";

/** What a person has put aside. */
export const favourites = dictionary(
  {
    empty: "Vous n’avez encore aucun favori. Le cœur d’une mission la met de côté.",
    gone: "Cette mission n’est plus visible.",
    remove: "Retirer",
    removeNamed: (title: string) => `Retirer des favoris : ${title}`,
    add: "Remettre",
    addNamed: (title: string) => `Remettre dans les favoris : ${title}`,
  },
  {
    empty: "You have no favourite yet. The heart on a project puts it aside.",
    gone: "This project is no longer visible.",
    remove: "Remove",
    removeNamed: (title: string) => `Remove from favourites: ${title}`,
    add: "Put back",
    addNamed: (title: string) => `Put back among favourites: ${title}`,
  },
);
