import { dictionary } from "./dictionary.ts";

/** What each code of a refusal means, for whoever follows the address that names it. */
export const problems = dictionary(
  {
    title: "Codes d’erreur",
    lead: "Chaque refus de l’API et des pages porte un code stable. Voici ce que chacun signifie et ce qu’il faut faire ensuite.",
    oneTitle: (code: string) => `Code d’erreur ${code}`,
    eyebrow: "Code d’erreur",
    meaning: "Ce que cela signifie",
    next: "Que faire ensuite",
    answer: "Dans la réponse",
    status: "Statut HTTP",
    titleField: "Titre",
    header: "en-tête",
    body: "champ",
    every:
      "Toute erreur est un document application/problem+json (RFC 9457). « requestId » permet à l’opérateur du site de la retrouver dans son journal. Un programme se fie au code, jamais aux phrases.",
    all: "Tous les codes d’erreur",
    api: "Documentation de l’API",
  },
  {
    title: "Error codes",
    lead: "Every refusal of the API and of the pages has a stable code. Here is what each one means, and what to do next.",
    oneTitle: (code) => `Error code ${code}`,
    eyebrow: "Error code",
    meaning: "What it means",
    next: "What to do next",
    answer: "In the answer",
    status: "HTTP status",
    titleField: "Title",
    header: "header",
    body: "member",
    every:
      "Every error is an application/problem+json document (RFC 9457). With “requestId” whoever runs the site finds it in their log. A program relies on the code, never on the sentences.",
    all: "All error codes",
    api: "API documentation",
  },
);
