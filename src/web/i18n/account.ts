import { dictionary } from "./dictionary.ts";

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
    verificationTitle: "Un message vous attend",
    verificationText: "Ouvrez le lien reçu par e-mail pour confirmer votre adresse, puis connectez-vous.",
  },
  {
    signInTitle: "Sign in",
    signUpTitle: "Create an account",
    signUpText: "One account is enough to publish missions and to make offers.",
    email: "E-mail address",
    password: "Password",
    passwordHint: "At least 15 characters; a sentence does very well. No digit or sign is required.",
    showPassword: "Show the password",
    displayName: "Displayed name",
    displayNameHint: "Your name or your company’s, as others will see it.",
    submitSignIn: "Sign in",
    submitSignUp: "Create my account",
    noAccount: "No account yet?",
    haveAccount: "Already have an account?",
    verificationTitle: "A message is waiting for you",
    verificationText: "Open the link in the e-mail to confirm your address, then sign in.",
  },
);
