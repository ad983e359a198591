import { dictionary } from "./dictionary.ts";

/** The deadlines in one's own calendar program. */
export const calendars = dictionary(
  {
    title: "Vos échéances dans votre agenda",
    explained:
      "Une adresse secrète, à ajouter à votre agenda (« s’abonner à un calendrier ») : les dates limites de vos missions et de celles que vous suivez s’y mettent à jour toutes seules. Quiconque a cette adresse peut les lire.",
    make: "Créer l’adresse",
    made: "L’adresse est prête. Copiez-la maintenant : elle ne sera plus affichée.",
    address: "Adresse de votre calendrier",
    copy: "Copier l’adresse",
    copied: "L’adresse est copiée.",
    copyFailed: "La copie a échoué. Sélectionnez l’adresse et copiez-la vous-même.",
    since: (moment: string) => `Une adresse existe depuis le ${moment}.`,
    renew: "Changer d’adresse",
    renewTitle: "Changer d’adresse ?",
    renewText: "L’adresse actuelle cessera de fonctionner. Il faudra ajouter la nouvelle à votre agenda.",
    revoke: "Supprimer l’adresse",
    revokeTitle: "Supprimer l’adresse ?",
    revokeText: "Votre agenda ne recevra plus vos échéances.",
    revoked: "L’adresse est supprimée.",
  },
  {
    title: "Your deadlines in your calendar",
    explained:
      "A secret address to add to your calendar (“subscribe to a calendar”): the deadlines of your projects, and of those you follow, keep themselves up to date there. Whoever has this address can read them.",
    make: "Create the address",
    made: "The address is ready. Copy it now: it will not be shown again.",
    address: "Address of your calendar",
    copy: "Copy the address",
    copied: "The address is copied.",
    copyFailed: "Copying failed. Select the address and copy it yourself.",
    since: (moment: string) => `There has been an address since ${moment}.`,
    renew: "Change the address",
    renewTitle: "Change the address?",
    renewText: "The present address will stop working. You will have to add the new one to your calendar.",
    revoke: "Delete the address",
    revokeTitle: "Delete the address?",
    revokeText: "Your calendar will no longer receive your deadlines.",
    revoked: "The address is deleted.",
  },
);
