import type { Locale } from "../../../shared/locale.ts";
import type { PageName } from "../../../shared/page-paths.ts";
import { typeset } from "../../../shared/typography.ts";
import { unusedLetters } from "./unused-letters.ts";

export const VERIFICATION_HOURS = 24;
export const RESET_HOURS = 1;
export const CHANGE_HOURS = 1;

interface Letter {
  readonly subject: string;
  readonly text: string;
  /** On the button that stands for `{link}`. */
  readonly action: string;
}

/** Pages that a mail can lead to without knowing more. */
type Goal = Extract<PageName, "feed" | "forgotPassword" | "resetPassword" | "security" | "signIn" | "verify">;

/**
 * `{site}` is where this installation is, `{link}` where to go on. These letters hold nothing that
 * whoever caused them could choose, a name or another address included: they may go to a stranger.
 */
const ofAccounts = typeset({
  verify: {
    page: "verify",
    fr: {
      subject: "Confirmez votre adresse",
      text: `Un compte a été ouvert avec cette adresse sur {site}.
Pour confirmer qu’elle est bien la vôtre, ouvrez ce lien dans les ${VERIFICATION_HOURS} heures :

{link}

Si ce n’est pas vous, ne faites rien : personne ne peut se connecter sans cette confirmation.`,
      action: "Confirmer mon adresse",
    },
    en: {
      subject: "Confirm your address",
      text: `An account was opened with this address on {site}.
To confirm that it is yours, open this link within ${VERIFICATION_HOURS} hours:

{link}

If it was not you, leave this message alone: nobody can sign in without that confirmation.`,
      action: "Confirm my address",
    },
  },
  verified: {
    page: "signIn",
    fr: {
      subject: "Votre adresse est déjà confirmée",
      text: `Quelqu’un vient de demander un lien pour confirmer cette adresse sur {site}, où elle l’est déjà.
Si c’est vous, connectez-vous ici :

{link}

Si ce n’est pas vous, il n’y a rien à faire : votre compte n’a pas changé.`,
      action: "Se connecter",
    },
    en: {
      subject: "Your address is already confirmed",
      text: `Somebody has just asked for a link to confirm this address on {site}, where it already is.
If it was you, sign in here:

{link}

If it was not you, there is nothing to do: your account has not changed.`,
      action: "Sign in",
    },
  },
  exists: {
    page: "signIn",
    fr: {
      subject: "Vous avez déjà un compte",
      text: `Quelqu’un vient de demander un compte à cette adresse sur {site}, où vous en avez déjà un.
Si c’est vous, connectez-vous ici :

{link}

Si ce n’est pas vous, il n’y a rien à faire : votre compte n’a pas changé.`,
      action: "Se connecter",
    },
    en: {
      subject: "You already have an account",
      text: `Somebody has just asked for an account with this address on {site}, where you already have one.
If it was you, sign in here:

{link}

If it was not you, there is nothing to do: your account has not changed.`,
      action: "Sign in",
    },
  },
  reset: {
    page: "resetPassword",
    fr: {
      subject: "Choisir un nouveau mot de passe",
      text: `Quelqu’un vient de demander un nouveau mot de passe pour votre compte sur {site}.
Si c’est vous, ouvrez ce lien dans l’heure ; il sert une seule fois :

{link}

Si ce n’est pas vous, ne faites rien : votre mot de passe n’a pas changé.`,
      action: "Choisir un mot de passe",
    },
    en: {
      subject: "Choose a new password",
      text: `Somebody has just asked for a new password for your account on {site}.
If it was you, open this link within the hour; it works once:

{link}

If it was not you, leave this message alone: your password has not changed.`,
      action: "Choose a password",
    },
  },
  passwordChanged: {
    page: "forgotPassword",
    fr: {
      subject: "Votre mot de passe a été changé",
      text: `Le mot de passe de votre compte sur {site} vient d’être changé.

Si ce n’est pas vous, choisissez-en un autre tout de suite :

{link}`,
      action: "Choisir un autre mot de passe",
    },
    en: {
      subject: "Your password was changed",
      text: `The password of your account on {site} has just been changed.

If it was not you, choose another one at once:

{link}`,
      action: "Choose another password",
    },
  },
  signInChanged: {
    page: "security",
    fr: {
      subject: "Ce qui ouvre votre compte a changé",
      text: `Un second facteur, ses codes de secours ou une clé d’accès de votre compte sur {site} viennent d’être ajoutés, renouvelés ou retirés.

Si ce n’est pas vous, quelqu’un connaît votre mot de passe : retirez ici ce qui n’est pas à vous, changez de mot de passe et fermez les autres sessions :

{link}`,
      action: "Voir la sécurité de mon compte",
    },
    en: {
      subject: "What opens your account has changed",
      text: `A second factor, its recovery codes or a passkey of your account on {site} has just been added, renewed or removed.

If it was not you, somebody knows your password: remove here what is not yours, change the password and end the other sessions:

{link}`,
      action: "See my account’s security",
    },
  },
  change: {
    page: "verify",
    fr: {
      subject: "Confirmez votre nouvelle adresse",
      text: `Cette adresse a été donnée pour un compte sur {site}.
Pour confirmer qu’elle est bien la vôtre, ouvrez ce lien dans l’heure ; il sert une seule fois :

{link}

Si ce n’est pas vous, ne faites rien : sans cette confirmation, rien ne change.`,
      action: "Confirmer ma nouvelle adresse",
    },
    en: {
      subject: "Confirm your new address",
      text: `This address was given for an account on {site}.
To confirm that it is yours, open this link within the hour; it works once:

{link}

If it was not you, leave this message alone: nothing changes without that confirmation.`,
      action: "Confirm my new address",
    },
  },
  changing: {
    page: "forgotPassword",
    fr: {
      subject: "Un changement d’adresse est demandé",
      text: `Une autre adresse vient d’être demandée pour votre compte sur {site}.
Celle-ci reste la vôtre tant que l’autre n’est pas confirmée.

Si ce n’est pas vous, quelqu’un connaît votre mot de passe : choisissez-en un autre tout de suite, ce qui annule la demande :

{link}`,
      action: "Choisir un autre mot de passe",
    },
    en: {
      subject: "A change of address was asked for",
      text: `Another address has just been asked for on your account on {site}.
This one stays yours until the other is confirmed.

If it was not you, somebody knows your password: choose another one at once, which cancels the request:

{link}`,
      action: "Choose another password",
    },
  },
  changed: {
    page: "feed",
    fr: {
      subject: "L’adresse de votre compte a été changée",
      text: `Votre compte sur {site} a désormais une autre adresse ; celle-ci n’y mène plus.

Si ce n’est pas vous, écrivez sans attendre à qui tient ce site :

{link}`,
      action: "Ouvrir le site",
    },
    en: {
      subject: "Your account’s address was changed",
      text: `Your account on {site} has another address from now on; this one no longer leads to it.

If it was not you, write at once to whoever runs this site:

{link}`,
      action: "Open the site",
    },
  },
} as const);

export const letters = { ...ofAccounts, ...unusedLetters } satisfies Record<
  string,
  { readonly page: Goal } & Readonly<Record<Locale, Letter>>
>;
