import { typeset } from "../../../shared/typography.ts";
import type { Guides } from "./guides.ts";

/** Who somebody is, and what they may do. */
export const accessGuides = typeset({
  unauthenticated: {
    meaning: {
      fr: "Cette adresse demande un compte, et la requête ne porte pas de jeton valable : il manque, il a été révoqué ou il vient d’ailleurs.",
      en: "This address needs an account, and the request carries no valid token: it is missing, was revoked or comes from elsewhere.",
    },
    next: {
      fr: "Connectez-vous, puis renvoyez la requête avec l’en-tête Authorization, dont la valeur est « Bearer » suivi du jeton reçu.",
      en: "Sign in, then send the request again with the Authorization header, whose value is “Bearer” followed by the token you were given.",
    },
    with: ["WWW-Authenticate"],
  },
  invalid_credentials: {
    meaning: {
      fr: "L’adresse, le mot de passe, le code ou la clé d’accès ne convient pas. Pour protéger les comptes, la réponse ne dit pas lequel.",
      en: "The address, the password, the code or the passkey is not right. To protect accounts, the answer does not say which.",
    },
    next: {
      fr: "Vérifiez ce que vous avez saisi. Un mot de passe oublié se remplace par e-mail, depuis la page de connexion.",
      en: "Check what you typed. A forgotten password is replaced by e-mail, from the sign-in page.",
    },
    with: ["WWW-Authenticate"],
  },
  token_expired: {
    meaning: {
      fr: "Le jeton était valable, mais sa durée est passée : un jeton d’accès vaut quinze minutes.",
      en: "The token was valid, but its time is over: an access token is good for fifteen minutes.",
    },
    next: {
      fr: "Demandez-en un autre avec le jeton de renouvellement. Si celui-ci a aussi expiré, connectez-vous de nouveau.",
      en: "Ask for another one with the refresh token. If that has expired as well, sign in again.",
    },
    with: ["WWW-Authenticate"],
  },
  second_factor_required: {
    meaning: {
      fr: "Le mot de passe convient, et ce compte demande aussi un code de vérification.",
      en: "The password is right, and this account also asks for a verification code.",
    },
    next: {
      fr: "Renvoyez la même requête avec le code de l’application d’authentification, ou un code de secours.",
      en: "Send the same request with the code of the authenticator app, or a recovery code.",
    },
    with: ["WWW-Authenticate"],
  },
  forbidden: {
    meaning: {
      fr: "Vous êtes connecté et la ressource vous est visible, mais cette action est réservée à d’autres : son auteur, l’autre partie ou la modération.",
      en: "You are signed in and can see the resource, but this action is for others: its author, the other side or moderators.",
    },
    next: {
      fr: "Ne répétez pas la requête. Agissez avec le compte qui en a le droit, ou adressez-vous à l’opérateur du site.",
      en: "Do not repeat the request. Act with the account that may, or ask whoever runs the site.",
    },
  },
  email_not_verified: {
    meaning: {
      fr: "Le compte existe, mais son adresse e-mail n’est pas encore confirmée.",
      en: "The account exists, but its e-mail address is not confirmed yet.",
    },
    next: {
      fr: "Ouvrez le lien reçu par e-mail. Il se redemande depuis la page de connexion.",
      en: "Open the link you received by e-mail. It can be sent again from the sign-in page.",
    },
  },
  suspended: {
    meaning: {
      fr: "La modération a suspendu ce compte, ou l’opération porte sur un compte suspendu.",
      en: "Moderators have suspended this account, or the operation is about a suspended account.",
    },
    next: {
      fr: "Lisez le motif, reçu aussi par e-mail, avec la manière de contester la décision.",
      en: "Read the reason, which was also sent by e-mail, with how to object to the decision.",
    },
    with: ["reason"],
  },
  last_owner: {
    meaning: {
      fr: "Après cette action, personne ne pourrait plus gérer l’organisation : vous en êtes le seul propriétaire.",
      en: "After this nobody could manage the organisation any more: you are its only owner.",
    },
    next: {
      fr: "Nommez d’abord un autre propriétaire ; ou dissolvez l’organisation, ou confiez-la à la modération.",
      en: "Name another owner first; or dissolve the organisation, or hand it over to the moderators.",
    },
    with: ["errors"],
  },
  limit_reached: {
    meaning: {
      fr: "Il y en a déjà autant que le site en permet : organisations, membres ou invitations en attente, par exemple.",
      en: "There are already as many as the site allows: organisations, members or open invitations, for example.",
    },
    next: {
      fr: "Supprimez d’abord ce qui ne sert plus ; « errors » dit quelle limite est atteinte. Si elle vaut par jour, revenez demain.",
      en: "Take away first what is no longer needed; “errors” says which limit is reached. If it is one of a day, come back tomorrow.",
    },
    with: ["errors"],
  },
  email_taken: {
    meaning: {
      fr: "Cette adresse e-mail ouvre déjà un compte, le vôtre ou celui d’un autre ; chacune n’en ouvre qu’un.",
      en: "This e-mail address already opens an account, yours or somebody else’s; each opens one alone.",
    },
    next: {
      fr: "Connectez-vous à ce compte, remplacez son mot de passe oublié, ou indiquez une autre adresse.",
      en: "Sign in to that account, replace its forgotten password, or give another address.",
    },
  },
} satisfies Partial<Guides>);
