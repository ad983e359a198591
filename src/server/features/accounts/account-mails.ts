import type { Mail } from "../../platform/mail.ts";

type Locale = "fr" | "en";

export const VERIFICATION_HOURS = 24;

/**
 * These mails hold nothing that the person who registered could choose, the name included: the
 * address may be a stranger's. The token travels in the fragment, which no server log ever sees.
 */
export function verificationMail(to: string, locale: Locale, publicUrl: string, token: string): Mail {
  const link = `${publicUrl}${locale === "fr" ? "/verifier" : "/en/verify"}#token=${token}`;
  if (locale === "en") {
    return {
      to,
      subject: "Confirm your address",
      text: `Hello,

An account has just been opened with this address on ${publicUrl}.
To confirm that it is yours, open this link within ${VERIFICATION_HOURS} hours:

${link}

If it was not you, leave this message alone: nobody can sign in without that confirmation.
`,
    };
  }
  return {
    to,
    subject: "Confirmez votre adresse",
    text: `Bonjour,

Un compte vient d’être ouvert avec cette adresse sur ${publicUrl}.
Pour confirmer qu’elle est bien la vôtre, ouvrez ce lien dans les ${VERIFICATION_HOURS} heures :

${link}

Si ce n’est pas vous, ne faites rien : personne ne peut se connecter sans cette confirmation.
`,
  };
}

export function accountExistsMail(to: string, locale: Locale, publicUrl: string): Mail {
  if (locale === "en") {
    return {
      to,
      subject: "You already have an account",
      text: `Hello,

Somebody has just tried to open an account with this address on ${publicUrl}, where you already have one.
If it was you, sign in here:

${publicUrl}/en/sign-in

If it was not you, there is nothing to do: your account has not changed.
`,
    };
  }
  return {
    to,
    subject: "Vous avez déjà un compte",
    text: `Bonjour,

Quelqu’un vient de demander l’ouverture d’un compte avec cette adresse sur ${publicUrl}, où vous en avez déjà un.
Si c’est vous, connectez-vous ici :

${publicUrl}/connexion

Si ce n’est pas vous, il n’y a rien à faire : votre compte n’a pas changé.
`,
  };
}
