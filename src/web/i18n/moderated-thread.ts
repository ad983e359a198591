import { dictionary } from "./dictionary.ts";

/** Private messages, as moderators read them. */
export const moderatedThread = dictionary(
  {
    open: "Ouvrir la conversation",
    title: "Conversation",
    text: "Ces messages sont privés. La modération ne les lit que pour un signalement ou un litige, et chaque lecture est inscrite au journal des actions avec votre nom.",
    read: "Lire, et inscrire ma lecture au journal",
    noted: "Votre lecture est inscrite au journal des actions.",
    nothing: "Il n’y a rien à lire ici : aucun message n’a été échangé, ou le litige est clos.",
    ofSide:
      "Vous appartenez à l’une des deux parties : une autre personne de la modération doit lire cette conversation.",
    reported: "Message signalé",
    holdsContact: "Contient des coordonnées",
    earlier: "Lire les messages précédents",
  },
  {
    open: "Open the conversation",
    title: "Conversation",
    text: "These messages are private. Moderators read them for a report or a dispute alone, and each reading is kept in the log of actions with your name.",
    read: "Read, and have my reading logged",
    noted: "Your reading is kept in the log of actions.",
    nothing: "There is nothing to read here: no messages were exchanged, or the dispute is over.",
    ofSide: "You belong to one of the two sides: another moderator has to read this conversation.",
    reported: "Reported message",
    holdsContact: "Holds contact details",
    earlier: "Read earlier messages",
  },
);
