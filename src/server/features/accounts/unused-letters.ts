import { typeset } from "../../../shared/typography.ts";

/** To who has not signed in for almost two years; as the others', they hold nothing that anybody could choose. */
export const unusedLetters = typeset({
  unused: {
    page: "signIn",
    fr: {
      subject: "Votre compte n’a pas servi depuis près de deux ans",
      text: `Personne ne s’est connecté à votre compte sur {site} depuis près de deux ans.
Il sera effacé dans 30 jours, avec tout ce qui est gardé de vous. Pour le garder, il suffit de vous connecter :

{link}

Si vous n’en voulez plus, ne faites rien.`,
      action: "Me connecter et le garder",
    },
    en: {
      subject: "Your account has not been used for almost two years",
      text: `Nobody has signed in to your account on {site} for almost two years.
It will be erased in 30 days, with everything that is kept about you. To keep it, just sign in:

{link}

If you no longer want it, there is nothing to do.`,
      action: "Sign in and keep it",
    },
  },
  unusedLong: {
    page: "signIn",
    fr: {
      subject: "Votre compte sera effacé dans une semaine",
      text: `Personne ne s’est connecté à votre compte sur {site} depuis deux ans, ou presque : il sera effacé dans une semaine, pour de bon.
Pour le garder, il suffit de vous connecter :

{link}

Si vous n’en voulez plus, ne faites rien : c’est le dernier rappel.`,
      action: "Me connecter et le garder",
    },
    en: {
      subject: "Your account will be erased in a week",
      text: `Nobody has signed in to your account on {site} for two years, or almost: it will be erased in a week, for good.
To keep it, just sign in:

{link}

If you no longer want it, there is nothing to do: this is the last reminder.`,
      action: "Sign in and keep it",
    },
  },
} as const);
