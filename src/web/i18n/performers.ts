import type { Performer } from "../lib/api-types.ts";
import { dictionary } from "./dictionary.ts";

/** Who may carry a mission out. */
export const performerTexts = dictionary(
  {
    openTo: "Ouverte à",
    names: {
      self_employed: "indépendants",
      company: "entreprises",
      association: "associations",
    } satisfies Record<Performer, string> as Record<Performer, string>,
    question: "Qui peut faire le travail ?",
    choices: {
      self_employed: "Un indépendant",
      company: "Une entreprise",
      association: "Une association",
    } as Record<Performer, string>,
    employee: "Une personne que j’emploierais (Cesu, CDD…)",
  },
  {
    openTo: "Open to",
    names: {
      self_employed: "the self-employed",
      company: "companies",
      association: "associations",
    },
    question: "Who may do the work?",
    choices: {
      self_employed: "A self-employed person",
      company: "A company",
      association: "An association",
    },
    employee: "Somebody I would employ (Cesu, fixed term…)",
  },
);
