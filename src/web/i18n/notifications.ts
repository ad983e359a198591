import { dictionary } from "./dictionary.ts";

/** What somebody is told, and by what mails. */
export const notifications = dictionary(
  {
    title: "Notifications",
    bell: "Notifications",
    unreadNotifications: (count: string) => `(non lues : ${count})`,
    unreadConversations: (count: string) => `(conversations non lues : ${count})`,
    messagesWait: "(des messages à lire)",
    empty: "Rien de nouveau. Vous lirez ici ce qui arrive à vos missions et à vos offres.",
    noneUnread: "Vous avez tout lu.",
    show: "Afficher",
    showAll: "Toutes",
    showUnread: "Non lues",
    unread: "Non lue",
    readAll: "Tout marquer comme lu",
    more: "Voir la suite",
    toPreferences: "Choisir les e-mails",
    forParty: (name: string) => `pour ${name}`,
    preferences: "E-mails et notifications",
    preferencesText:
      "Cette page vous dit tout. Choisissez ici ce qui vous est aussi envoyé par e-mail : aussitôt, dans le résumé du matin, ou pas du tout.",
    always: "Toujours envoyés",
    alwaysText:
      "Ces e-mails vous disent ce que vous devez savoir pour ne rien manquer : on ne peut pas les arrêter.",
    chosen: "À votre choix",
    mails: { instant: "Aussitôt", digest: "Résumé du matin", off: "Pas d’e-mail" },
    save: "Enregistrer",
    saved: "C’est enregistré.",
    mailStopped:
      "Votre messagerie refuse nos e-mails. Nous n’envoyons plus que l’indispensable : vérifiez votre adresse.",
    toAddress: "Changer d’adresse",
  },
  {
    title: "Notifications",
    bell: "Notifications",
    unreadNotifications: (count: string) => `(unread: ${count})`,
    unreadConversations: (count: string) => `(unread conversations: ${count})`,
    messagesWait: "(messages to read)",
    empty: "Nothing new. You will read here what happens to your projects and offers.",
    noneUnread: "You have read everything.",
    show: "Show",
    showAll: "All",
    showUnread: "Unread",
    unread: "Unread",
    readAll: "Mark all as read",
    more: "Show more",
    toPreferences: "Choose the e-mails",
    forParty: (name: string) => `for ${name}`,
    preferences: "E-mails and notifications",
    preferencesText:
      "This site tells you everything. Choose here what you also get by e-mail: at once, in the morning’s digest, or not at all.",
    always: "Always sent",
    alwaysText: "These e-mails tell you what you must know so as to miss nothing: they cannot be stopped.",
    chosen: "As you choose",
    mails: { instant: "At once", digest: "Morning digest", off: "No e-mail" },
    save: "Save",
    saved: "Saved.",
    mailStopped:
      "Your mail server refuses our e-mails. We send only what is indispensable: please check your address.",
    toAddress: "Change your address",
  },
);
