import { dictionary } from "./dictionary.ts";

/** Signing in and up, and getting back in. */
export const account = dictionary(
  {
    signInTitle: "Se connecter",
    signUpTitle: "Créer un compte",
    signUpText: "Un seul compte suffit pour publier des missions et pour proposer des prix.",
    email: "Adresse e-mail",
    password: "Mot de passe",
    passwordHint:
      "15 caractères au moins ; une phrase convient très bien. Aucun chiffre ni signe n’est imposé.",
    showPassword: "Afficher le mot de passe",
    displayName: "Nom affiché",
    displayNameHint: "Votre nom ou celui de votre entreprise, tel que les autres le verront.",
    submitSignIn: "Se connecter",
    submitSignUp: "Créer mon compte",
    noAccount: "Pas encore de compte ?",
    haveAccount: "Déjà un compte ?",
    forgotLink: "Mot de passe oublié ?",

    code: "Code de vérification",
    codeHint: "Les six chiffres que montre votre application en ce moment.",
    codeText: "Votre mot de passe convient. Il manque le code de vérification.",
    recoveryCode: "Code de secours",
    recoveryCodeHint: "L’un des codes que vous avez gardés ; il ne sert qu’une fois.",
    useRecoveryCode: "Utiliser un code de secours",
    useAppCode: "Utiliser le code de l’application",
    wrongCode:
      "L’adresse, le mot de passe ou le code ne convient pas. Un code ne sert qu’une fois : attendez le suivant.",

    or: "ou",
    passkeySignIn: "Se connecter avec une clé d’accès",
    passkeyRefused: "Cette clé d’accès n’a pas été acceptée. Réessayez, ou utilisez un autre moyen.",

    verificationTitle: "Un message vous attend",
    verificationText: "Ouvrez le lien reçu par e-mail pour confirmer votre adresse, puis connectez-vous.",
    verifyTitle: "Confirmer votre adresse",
    verifyText: "Un dernier geste : confirmez que vous avez bien reçu ce message.",
    submitVerify: "Confirmer mon adresse",
    verifiedTitle: "Adresse confirmée",
    verifiedText: "Vous pouvez vous connecter avec cette adresse.",
    notReceived: "Rien reçu ? Regardez dans les indésirables, ou demandez un autre lien.",
    otherAddress: "Choisir une autre adresse",
    resend: "Recevoir un autre lien",
    resent:
      "Le message est parti si un compte existe à cette adresse. Le dernier lien reçu est le bon ; trois messages au plus partent en une heure.",
    deadLinkText:
      "Si vous avez déjà confirmé votre adresse, connectez-vous. Sinon, demandez un autre lien. Pour une nouvelle adresse, recommencez dans « Sécurité ».",
    linkIncomplete: "Ce lien est incomplet : ouvrez-le tel qu’il est dans le message.",

    forgotTitle: "Mot de passe oublié",
    forgotText:
      "Indiquez l’adresse de votre compte : un lien pour choisir un autre mot de passe y sera envoyé.",
    submitForgot: "Recevoir le lien",
    forgotSentTitle: "Consultez votre messagerie",
    forgotSentText:
      "Si un compte existe à cette adresse, un lien vient d’y partir. Il est valable une heure et ne sert qu’une fois.",
    resetTitle: "Choisir un mot de passe",
    resetText: "Il remplace l’ancien et ferme toutes les sessions ouvertes.",
    newPassword: "Nouveau mot de passe",
    submitReset: "Changer le mot de passe",
    resetDoneTitle: "Mot de passe changé",
    resetDoneText: "Connectez-vous avec le nouveau. Les sessions ouvertes sont fermées.",
    askAgain: "Demander un autre lien",
  },
  {
    signInTitle: "Sign in",
    signUpTitle: "Create an account",
    signUpText: "One account is enough to publish projects and to make offers.",
    email: "E-mail address",
    password: "Password",
    passwordHint: "At least 15 characters; a sentence works well. No digits or symbols required.",
    showPassword: "Show the password",
    displayName: "Display name",
    displayNameHint: "Your name or your company’s, as others will see it.",
    submitSignIn: "Sign in",
    submitSignUp: "Create my account",
    noAccount: "No account yet?",
    haveAccount: "Already have an account?",
    forgotLink: "Forgot your password?",

    code: "Verification code",
    codeHint: "The six digits that your app shows right now.",
    codeText: "Your password is right. The verification code is missing.",
    recoveryCode: "Recovery code",
    recoveryCodeHint: "One of the codes that you kept; each works once.",
    useRecoveryCode: "Use a recovery code",
    useAppCode: "Use the app’s code",
    wrongCode:
      "The address, the password or the code is not right. A code works once: wait for the next one.",

    or: "or",
    passkeySignIn: "Sign in with a passkey",
    passkeyRefused: "This passkey was not accepted. Try again, or use another method.",

    verificationTitle: "A message is waiting for you",
    verificationText: "Open the link in the e-mail to confirm your address, then sign in.",
    verifyTitle: "Confirm your address",
    verifyText: "One last step: confirm that you received this message.",
    submitVerify: "Confirm my address",
    verifiedTitle: "Address confirmed",
    verifiedText: "You can sign in with this address.",
    notReceived: "Nothing received? Look among the junk mail, or ask for another link.",
    otherAddress: "Choose another address",
    resend: "Get another link",
    resent:
      "The message was sent if there is an account at this address. The latest link is the one that works; at most three messages are sent in an hour.",
    deadLinkText:
      "If you have already confirmed your address, sign in. Otherwise ask for another link. For a new address, start again under “Security”.",
    linkIncomplete: "This link is incomplete: open it as it stands in the message.",

    forgotTitle: "Forgotten password",
    forgotText: "Give your account’s address: a link to choose another password will be sent there.",
    submitForgot: "Get the link",
    forgotSentTitle: "Check your inbox",
    forgotSentText:
      "If there is an account at this address, a link has just been sent to it. It is valid for one hour and works once.",
    resetTitle: "Choose a password",
    resetText: "It replaces the old one and ends every open session.",
    newPassword: "New password",
    submitReset: "Change the password",
    resetDoneTitle: "Password changed",
    resetDoneText: "Sign in with the new one. The sessions that were open have ended.",
    askAgain: "Ask for another link",
  },
);
