import { typeset } from "../../../shared/typography.ts";

/** What is refused of the heads of others' logs; part of `problemTexts`. */
export const witnessProblems = typeset({
  malformed_checkpoint: {
    status: 400,
    title: "Malformed checkpoint",
    detail: {
      fr: "Le corps de la requête n’est pas une demande de cosignature bien formée.",
      en: "The request body is not a well-formed request for a cosignature.",
    },
  },
  contradicted_checkpoint: {
    status: 409,
    title: "Contradicted checkpoint",
    detail: {
      fr: "Une autre tête de même taille a déjà été cosignée pour ce journal.",
      en: "Another head of the same size was already cosigned for this log.",
    },
  },
  unproven_checkpoint: {
    status: 422,
    title: "Unproven checkpoint",
    detail: {
      fr: "La preuve ne mène pas de la dernière tête cosignée à celle-ci.",
      en: "The proof does not lead from the last head that was cosigned to this one.",
    },
  },
});
