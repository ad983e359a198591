import { typeset } from "../../../shared/typography.ts";
import type { Guides } from "./guides.ts";

/** Requests that could not be read, or do not say what their address takes. */
export const requestGuides = typeset({
  malformed_request: {
    meaning: {
      fr: "Le serveur n’a pas pu lire la requête : ce n’est pas du HTTP, l’en-tête Host manque ou figure deux fois, ou l’adresse contient un caractère mal encodé.",
      en: "The server could not read the request: it is not HTTP, its Host header is missing or given twice, or a character of its address is badly encoded.",
    },
    next: {
      fr: "Encodez les caractères spéciaux de l’adresse et laissez une bibliothèque HTTP courante écrire la requête.",
      en: "Encode the special characters of the address, and let a common HTTP library write the request.",
    },
  },
  malformed_json: {
    meaning: {
      fr: "Le corps de la requête n’est pas du JSON : une accolade ou un guillemet manque, une virgule est de trop, une clé figure deux fois, ou le corps est vide.",
      en: "The body of the request is not JSON: a brace or a quotation mark is missing, a comma is one too many, a key is given twice, or the body is empty.",
    },
    next: {
      fr: "Produisez le corps avec une bibliothèque JSON, en UTF-8, et envoyez-le entier.",
      en: "Make the body with a JSON library, in UTF-8, and send all of it.",
    },
  },
  validation_failed: {
    meaning: {
      fr: "La requête a été lue, mais au moins une valeur ne convient pas. Rien n’a été enregistré.",
      en: "The request was read, but at least one value does not fit. Nothing was saved.",
    },
    next: {
      fr: "Corrigez chaque champ que nomme « errors », puis renvoyez la requête entière. Les phrases peuvent être montrées telles quelles.",
      en: "Correct each field that “errors” names, then send the whole request again. The sentences can be shown to people as they are.",
    },
    with: ["errors"],
  },
  unknown_field: {
    meaning: {
      fr: "La requête contient un champ que cette adresse ne connaît pas. Il n’est pas ignoré : une faute de frappe passerait inaperçue.",
      en: "The request has a field that this address does not know. It is not passed over: a typing error would go unnoticed.",
    },
    next: {
      fr: "Retirez les champs que nomme « errors », ou corrigez leur nom d’après la documentation de l’API.",
      en: "Leave out the fields that “errors” names, or correct their names by the API documentation.",
    },
    with: ["errors"],
  },
  invalid_cursor: {
    meaning: {
      fr: "Le curseur n’a pas été donné par cette liste, ou il l’a été avec un autre tri ou d’autres filtres.",
      en: "The cursor was not given by this list, or it was with another order or other filters.",
    },
    next: {
      fr: "Reprenez la liste depuis le début, sans curseur, puis suivez « nextCursor » sans changer les autres paramètres.",
      en: "Begin the list again without a cursor, then follow “nextCursor” and leave the other parameters as they are.",
    },
  },
  not_found: {
    meaning: {
      fr: "Rien n’existe à cette adresse, ou ce qui s’y trouve ne vous est pas visible. Les deux réponses sont les mêmes, pour ne rien révéler.",
      en: "There is nothing at this address, or what is there is not visible to you. Both answers are the same, so that nothing is given away.",
    },
    next: {
      fr: "Vérifiez l’adresse et l’identifiant, et que la requête porte le jeton du bon compte.",
      en: "Check the address and the id, and that the request carries the token of the right account.",
    },
  },
  method_not_allowed: {
    meaning: {
      fr: "L’adresse existe, mais ne connaît pas cette méthode HTTP.",
      en: "The address exists, but does not know this HTTP method.",
    },
    next: {
      fr: "Utilisez l’une des méthodes que donne l’en-tête Allow.",
      en: "Use one of the methods that the Allow header gives.",
    },
    with: ["Allow"],
  },
  not_acceptable: {
    meaning: {
      fr: "La requête demande une forme de réponse que cette adresse ne sait pas donner.",
      en: "The request asks for a form of answer that this address cannot give.",
    },
    next: {
      fr: "Acceptez application/json dans l’en-tête Accept, ou n’envoyez pas cet en-tête.",
      en: "Accept application/json in the Accept header, or leave the header out.",
    },
  },
  request_timeout: {
    meaning: {
      fr: "La requête n’est pas arrivée entière : dix secondes au plus pour les en-têtes, trente pour le tout.",
      en: "The request did not arrive whole: headers may take ten seconds, all of it thirty.",
    },
    next: {
      fr: "Envoyez-la de nouveau, d’une traite. Si l’erreur revient, cherchez du côté du réseau ou d’un intermédiaire.",
      en: "Send it again without a pause. If it happens again, look at the network or at a proxy on the way.",
    },
  },
  precondition_failed: {
    meaning: {
      fr: "La ressource a changé depuis que vous l’avez lue : son ETag n’est plus celui de votre en-tête If-Match. Rien n’a été enregistré.",
      en: "The resource has changed since you read it: its ETag is no longer the one in your If-Match header. Nothing was saved.",
    },
    next: {
      fr: "Relisez-la, reportez vos changements sur la nouvelle version et renvoyez la requête avec le nouvel ETag.",
      en: "Read it again, carry your changes over to the new version and send the request with the new ETag.",
    },
  },
  body_too_large: {
    meaning: {
      fr: "Le corps de la requête est plus long que 64 Kio. Il n’a pas été lu jusqu’au bout.",
      en: "The body of the request is longer than 64 KiB. It was not read to its end.",
    },
    next: {
      fr: "Raccourcissez les textes : aucun champ n’en demande autant.",
      en: "Shorten the texts: no field asks for as much.",
    },
  },
  unsupported_media_type: {
    meaning: {
      fr: "Le corps n’est pas annoncé comme du JSON.",
      en: "The body is not said to be JSON.",
    },
    next: {
      fr: "Envoyez du JSON en UTF-8, et annoncez-le par l’en-tête Content-Type, avec la valeur application/json.",
      en: "Send JSON in UTF-8, and say so in the Content-Type header, with the value application/json.",
    },
  },
  headers_too_large: {
    meaning: {
      fr: "L’adresse et les en-têtes dépassent ensemble 16 Kio.",
      en: "The address and the headers are together over 16 KiB.",
    },
    next: {
      fr: "Retirez ce qui grossit la requête : le plus souvent, des cookies d’un autre site du même domaine.",
      en: "Leave out what makes the request large: most often, cookies of another site on the same domain.",
    },
  },
  idempotency_in_progress: {
    meaning: {
      fr: "Une requête avec la même Idempotency-Key est encore en cours.",
      en: "A request with the same Idempotency-Key is still under way.",
    },
    next: {
      fr: "Attendez un instant et renvoyez la même requête avec la même clé : vous recevrez la réponse de la première.",
      en: "Wait a moment and send the same request with the same key: you get the answer of the first one.",
    },
  },
  idempotency_key_reused: {
    meaning: {
      fr: "Cette Idempotency-Key a déjà servi, dans les dernières 24 heures, à une requête différente.",
      en: "This Idempotency-Key was used in the last 24 hours for a different request.",
    },
    next: {
      fr: "Donnez une nouvelle clé à chaque nouvelle action ; gardez la même seulement pour répéter la même requête.",
      en: "Give each new action a new key; keep one only to repeat the same request.",
    },
  },
} satisfies Partial<Guides>);
