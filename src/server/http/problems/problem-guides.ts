import { typeset } from "../../../shared/typography.ts";
import { accessGuides } from "./access-guides.ts";
import type { Extra, Guides } from "./guides.ts";
import { marketGuides } from "./market-guides.ts";
import type { Texts } from "./problem-texts.ts";
import { requestGuides } from "./request-guides.ts";
import { serviceGuides } from "./service-guides.ts";
import { witnessGuides } from "./witness-guides.ts";

/** Each code of the catalogue has one: without it this does not compile. */
export const problemGuides: Guides = {
  ...requestGuides,
  ...accessGuides,
  ...marketGuides,
  ...serviceGuides,
  ...witnessGuides,
};

export const extras: Readonly<Record<Extra, { readonly place: "header" | "body"; readonly text: Texts }>> =
  typeset({
    errors: {
      place: "body",
      text: {
        fr: "Chaque champ refusé, ou ce qui s’oppose à l’action : « path », un pointeur JSON (RFC 6901), « code », et « message », une phrase pour les personnes.",
        en: "Each field that was refused, or what stands in the way: “path”, a JSON pointer (RFC 6901), “code”, and “message”, a sentence for people.",
      },
    },
    reason: {
      place: "body",
      text: {
        fr: "Le motif, dans les mots de la modération. Seul le titulaire du compte le reçoit, après le bon mot de passe.",
        en: "The reason, in the words of a moderator. The account’s owner alone is given it, after the right password.",
      },
    },
    Allow: {
      place: "header",
      text: { fr: "Les méthodes que l’adresse connaît.", en: "The methods that the address knows." },
    },
    "Retry-After": {
      place: "header",
      text: {
        fr: "Le nombre de secondes à attendre avant un nouvel essai.",
        en: "How many seconds to wait before another try.",
      },
    },
    RateLimit: {
      place: "header",
      text: {
        fr: "Avec RateLimit-Policy : les limites qui comptent ici, et ce qu’il en reste.",
        en: "With RateLimit-Policy: the limits that count here, and what is left of them.",
      },
    },
    "WWW-Authenticate": {
      place: "header",
      text: {
        fr: "Comment s’authentifier : Bearer (RFC 9110).",
        en: "How to authenticate: Bearer (RFC 9110).",
      },
    },
  });
