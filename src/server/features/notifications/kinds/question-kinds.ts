import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** Questions on a mission, which name nobody. */
export const questionKinds = {
  question_asked: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    foldMinutes: 60,
    while: ["published", "closed"],
    fr: {
      label: "Nouvelle question sur une de vos missions",
      headline: "Nouvelle question : {mission}",
      says: "Une question attend votre réponse sur « {mission} ». La question et la réponse sont publiques.",
      action: "Répondre",
    },
    en: {
      label: "A new question on one of your projects",
      headline: "New question: {mission}",
      says: "A question on “{mission}” awaits your answer. The question and the answer are public.",
      action: "Answer",
    },
  }),
  question_answered: typeset({
    mail: "instant",
    about: "mission",
    leadsTo: "mission",
    foldMinutes: 60,
    fr: {
      label: "Réponse à une question sur une mission que vous suivez",
      headline: "Réponse à une question : {mission}",
      says: "Le client a répondu à une question sur « {mission} ». Sa réponse compte pour le travail demandé.",
      action: "Lire la réponse",
    },
    en: {
      label: "An answer to a question on a project that you follow",
      headline: "A question was answered: {mission}",
      says: "The client has answered a question on “{mission}”. The answer counts for the work asked for.",
      action: "Read the answer",
    },
  }),
} as const satisfies Record<string, Kind>;
