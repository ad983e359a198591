import { typeset } from "../../../shared/typography.ts";
import type { ErrorCode } from "../../core/errors.ts";
import { exchangeProblems } from "./exchange-problems.ts";
import { witnessProblems } from "./witness-problems.ts";

export type Language = "fr" | "en";
export type Texts = Readonly<Record<Language, string>>;

export type ProblemText = { readonly status: number; readonly title: string; readonly detail: Texts };
type ProblemTexts = Readonly<Record<ErrorCode, ProblemText>>;

/** The one place where a code meets its status and its sentences; `{step:price}` is the least step of an offer. */
export const problemTexts: ProblemTexts = typeset({
  ...exchangeProblems,
  ...witnessProblems,
  malformed_request: {
    status: 400,
    title: "Malformed request",
    detail: {
      fr: "La requête n’est pas du HTTP valable, ou son adresse est mal formée.",
      en: "The request is not valid HTTP, or its address is malformed.",
    },
  },
  malformed_json: {
    status: 400,
    title: "Malformed JSON",
    detail: {
      fr: "Le corps de la requête n’est pas du JSON valable.",
      en: "The request body is not valid JSON.",
    },
  },
  validation_failed: {
    status: 400,
    title: "Validation failed",
    detail: {
      fr: "Corrigez les champs signalés ci-dessous.",
      en: "Correct the fields marked below.",
    },
  },
  unknown_field: {
    status: 400,
    title: "Unknown field",
    detail: { fr: "La requête contient un champ inconnu.", en: "The request has an unknown field." },
  },
  invalid_cursor: {
    status: 400,
    title: "Invalid cursor",
    detail: {
      fr: "Ce curseur n’est pas valable pour cette liste.",
      en: "This cursor is not valid for this list.",
    },
  },
  unauthenticated: {
    status: 401,
    title: "Unauthenticated",
    detail: { fr: "Il faut se connecter.", en: "Signing in is needed." },
  },
  invalid_credentials: {
    status: 401,
    title: "Invalid credentials",
    detail: {
      fr: "L’adresse ou le mot de passe ne convient pas.",
      en: "The address or the password is not right.",
    },
  },
  token_expired: {
    status: 401,
    title: "Token expired",
    detail: { fr: "La session a expiré.", en: "The session has expired." },
  },
  second_factor_required: {
    status: 401,
    title: "Second factor required",
    detail: { fr: "Le code de vérification est demandé.", en: "The verification code is needed." },
  },
  forbidden: {
    status: 403,
    title: "Forbidden",
    detail: { fr: "Cette action ne vous est pas permise.", en: "You may not do this." },
  },
  email_not_verified: {
    status: 403,
    title: "E-mail not verified",
    detail: {
      fr: "L’adresse e-mail n’est pas encore confirmée.",
      en: "The e-mail address is not confirmed yet.",
    },
  },
  suspended: {
    status: 403,
    title: "Suspended",
    detail: { fr: "Ce compte est suspendu.", en: "This account is suspended." },
  },
  not_found: {
    status: 404,
    title: "Not found",
    detail: { fr: "Rien n’existe à cette adresse.", en: "There is nothing at this address." },
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    detail: { fr: "Cette méthode n’existe pas ici.", en: "This method does not exist here." },
  },
  not_acceptable: {
    status: 406,
    title: "Not acceptable",
    detail: { fr: "Cette forme de réponse n’existe pas.", en: "There is no such representation." },
  },
  request_timeout: {
    status: 408,
    title: "Request timeout",
    detail: { fr: "La requête a mis trop de temps à arriver.", en: "The request took too long to arrive." },
  },
  invalid_transition: {
    status: 409,
    title: "Invalid transition",
    detail: { fr: "L’état actuel ne permet pas cette action.", en: "The present state does not allow this." },
  },
  already_awarded: {
    status: 409,
    title: "Already awarded",
    detail: { fr: "La mission est déjà attribuée.", en: "The project is already awarded." },
  },
  offer_exists: {
    status: 409,
    title: "Offer exists",
    detail: {
      fr: "Vous avez déjà une offre sur cette mission.",
      en: "You already have an offer on this project.",
    },
  },
  price_not_lower: {
    status: 409,
    title: "Price not lower",
    detail: {
      fr: "Le nouveau prix doit être plus bas d’au moins 1 % et d’au moins {step:price}.",
      en: "The new price must be lower by at least 1% and at least {step:price}.",
    },
  },
  deadline_passed: {
    status: 409,
    title: "Deadline passed",
    detail: { fr: "La date limite est passée.", en: "The deadline has passed." },
  },
  email_taken: {
    status: 409,
    title: "E-mail taken",
    detail: {
      fr: "Un compte existe déjà à cette adresse.",
      en: "There already is an account at this address.",
    },
  },
  related_offer: {
    status: 409,
    title: "Related offer",
    detail: {
      fr: "Une personne ne peut pas être des deux côtés : des offres liées seraient en concurrence sur une même mission.",
      en: "Nobody can be on two sides: related offers would compete on one project.",
    },
  },
  last_owner: {
    status: 409,
    title: "Last owner",
    detail: {
      fr: "L’organisation resterait sans propriétaire. Nommez un autre propriétaire, dissolvez-la, ou confiez-la à la modération.",
      en: "The organisation would be left without an owner. Name another owner, dissolve it, or hand it over to the moderators.",
    },
  },
  limit_reached: {
    status: 409,
    title: "Limit reached",
    detail: {
      fr: "Le nombre le plus grand est atteint.",
      en: "The greatest number is reached.",
    },
  },
  idempotency_in_progress: {
    status: 409,
    title: "Request in progress",
    detail: {
      fr: "La même requête est en cours ; réessayez dans un instant.",
      en: "The same request is under way; try again in a moment.",
    },
  },
  precondition_failed: {
    status: 412,
    title: "Precondition failed",
    detail: {
      fr: "La ressource a changé entre-temps ; relisez-la.",
      en: "The resource has changed meanwhile; read it again.",
    },
  },
  body_too_large: {
    status: 413,
    title: "Body too large",
    detail: { fr: "Le corps de la requête dépasse 64 Kio.", en: "The request body is over 64 KiB." },
  },
  unsupported_media_type: {
    status: 415,
    title: "Unsupported media type",
    detail: {
      fr: "Le corps doit être du JSON (application/json).",
      en: "The body must be JSON (application/json).",
    },
  },
  idempotency_key_reused: {
    status: 422,
    title: "Idempotency key reused",
    detail: {
      fr: "Cette clé d’idempotence a servi à une autre requête.",
      en: "This idempotency key was used for another request.",
    },
  },
  headers_too_large: {
    status: 431,
    title: "Headers too large",
    detail: { fr: "Les en-têtes dépassent 16 Kio.", en: "The headers are over 16 KiB." },
  },
  rate_limited: {
    status: 429,
    title: "Rate limited",
    detail: { fr: "Trop de requêtes ; patientez un peu.", en: "Too many requests; wait a little." },
  },
  overloaded: {
    status: 503,
    title: "Overloaded",
    detail: {
      fr: "Le service est très demandé ; réessayez dans un instant.",
      en: "The service is very busy; try again in a moment.",
    },
  },
  unavailable: {
    status: 503,
    title: "Unavailable",
    detail: {
      fr: "Le service est momentanément indisponible.",
      en: "The service is unavailable for the moment.",
    },
  },
  internal: {
    status: 500,
    title: "Internal error",
    detail: {
      fr: "Une erreur inattendue est survenue de notre côté.",
      en: "An unexpected error happened on our side.",
    },
  },
});
