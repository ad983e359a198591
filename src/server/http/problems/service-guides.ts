import { typeset } from "../../../shared/typography.ts";
import type { Guides } from "./guides.ts";

/** What has nothing to do with the request itself: when it came, and how the service is. */
export const serviceGuides = typeset({
  rate_limited: {
    meaning: {
      fr: "Trop de requêtes en peu de temps, depuis ce compte ou cette adresse. Celle-ci n’a pas été traitée.",
      en: "Too many requests in a short time, from this account or this address. This one was not carried out.",
    },
    next: {
      fr: "Attendez le nombre de secondes que donne Retry-After, puis recommencez plus lentement.",
      en: "Wait the number of seconds that Retry-After gives, then go on more slowly.",
    },
    with: ["Retry-After", "RateLimit"],
  },
  overloaded: {
    meaning: {
      fr: "Le service traite déjà autant de requêtes qu’il le peut. Celle-ci n’a rien changé.",
      en: "The service is already dealing with as many requests as it can. This one has changed nothing.",
    },
    next: {
      fr: "Recommencez après Retry-After, en espaçant davantage chaque nouvel essai. Pour une écriture, gardez la même Idempotency-Key.",
      en: "Try again after Retry-After, and wait longer before each further try. For a write, keep the same Idempotency-Key.",
    },
    with: ["Retry-After"],
  },
  unavailable: {
    meaning: {
      fr: "Une partie du service ne répond pas : base de données injoignable, ou serveur en train de s’arrêter. Une écriture a pu être enregistrée sans que sa réponse arrive.",
      en: "A part of the service does not answer: the database cannot be reached, or the server is stopping. A write may have been saved without its answer arriving.",
    },
    next: {
      fr: "Recommencez après Retry-After ; avec la même Idempotency-Key, une écriture ne compte qu’une fois. L’état du service se lit en bas de chaque page.",
      en: "Try again after Retry-After; with the same Idempotency-Key, a write counts once. The service status is linked at the end of every page.",
    },
    with: ["Retry-After"],
  },
  internal: {
    meaning: {
      fr: "Une erreur du programme, que la requête n’explique pas. Elle est inscrite dans son journal.",
      en: "A fault of the program, which the request does not explain. It stands in its log.",
    },
    next: {
      fr: "Recommencez une fois. Si l’erreur revient, transmettez « requestId » à l’opérateur du site : il retrouve ainsi ce qui s’est passé.",
      en: "Try once more. If it happens again, give “requestId” to whoever runs the site: with it they find what happened.",
    },
  },
} satisfies Partial<Guides>);
