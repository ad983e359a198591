import { dictionary } from "./dictionary.ts";

/** What was typed and not sent, and the end of a session. */
export const keptText = dictionary(
  {
    found: (moment: string) => `Voici ce que vous aviez écrit le ${moment}, et qui n’est pas encore envoyé.`,
    discard: "Effacer ce texte",
    overTitle: "Votre session est terminée",
    overText:
      "Rien n’est perdu. Reconnectez-vous avec le même compte : vous retrouverez cette page comme vous l’avez laissée. Avec un autre compte, ce que vous n’aviez pas envoyé sera effacé.",
    leave: "Quitter cette page",
    unreachableTitle: "Impossible de vérifier votre session",
    otherAccount: (name: string) => `Un autre compte est maintenant connecté dans ce navigateur : ${name}.`,
    signOutTitle: "Vous avez des textes non envoyés",
    signOutText: "Que faut-il en faire avant de vous déconnecter ?",
    signOutPlainTitle: "Se déconnecter",
    signOutPlainText: "Aucun texte n’attend d’être envoyé sur cet appareil.",
    typedOn: (moment: string) => `Écrit le ${moment}`,
    goSend: "Reprendre et envoyer",
    keep: "Garder sur cet appareil et se déconnecter",
    keepHint:
      "Vous seul les retrouverez, à votre prochaine connexion. Ils sont effacés au bout de 30 jours. À éviter sur un appareil partagé.",
    drop: "Effacer et se déconnecter",
    stay: "Rester connecté",
    priceStands: (sum: string) =>
      `La réponse s’est perdue en route, mais votre prix de ${sum} est bien enregistré.`,
    signOutFailed: "La déconnexion n’a pas abouti : vous êtes toujours connecté. Réessayez.",
  },
  {
    found: (moment: string) => `This is what you wrote on ${moment}; it has not been sent yet.`,
    discard: "Discard this text",
    overTitle: "Your session has ended",
    overText:
      "Nothing is lost. Sign in again with the same account and this page will be just as you left it. With another account, whatever you had not sent will be discarded.",
    leave: "Leave this page",
    unreachableTitle: "Your session could not be checked",
    otherAccount: (name: string) => `Another account is now signed in in this browser: ${name}.`,
    signOutTitle: "Some of your texts have not been sent",
    signOutText: "What should happen to them before you sign out?",
    signOutPlainTitle: "Sign out",
    signOutPlainText: "No text on this device is waiting to be sent.",
    typedOn: (moment: string) => `Written on ${moment}`,
    goSend: "Go back and send",
    keep: "Keep on this device and sign out",
    keepHint:
      "Only you will find them, the next time you sign in. They are deleted after 30 days. Not advisable on a shared device.",
    drop: "Discard and sign out",
    stay: "Stay signed in",
    priceStands: (sum: string) => `The answer was lost on the way, but your price of ${sum} stands.`,
    signOutFailed: "Signing out failed: you are still signed in. Try again.",
  },
);
