import type { LastReason } from "../lib/api-types.ts";
import { dictionary } from "./dictionary.ts";

type ByMove = Record<LastReason["move"], string>;
type ByAuthor = Record<LastReason["by"], string>;

/** Why a mission was cancelled, declined, sent back or disputed: asked, and shown to the other side. */
export const reasons = dictionary(
  {
    label: {
      cancel: "Pourquoi annulez-vous ?",
      decline: "Pourquoi déclinez-vous ?",
      "request-changes": "Que faut-il corriger ?",
      dispute: "Que se passe-t-il ?",
    } as ByMove,
    /** Who will read it. */
    readBy: {
      cancel: "Les prestataires dont l’offre devient caduque liront ce motif.",
      decline: "Le client lira ce motif.",
      "request-changes": "Le prestataire lira votre demande.",
      dispute: "L’autre partie et les modérateurs liront ces lignes, personne d’autre.",
    } as ByMove,
    cancelReadByAwarded: "Le prestataire retenu lira ce motif.",
    submit: {
      cancel: "Oui, annuler la mission",
      decline: "Oui, décliner la mission",
      "request-changes": "Envoyer la demande",
      dispute: "Ouvrir le litige",
    } as ByMove,
    keep: "Garder la mission",
    back: "Revenir",
    heading: {
      cancel: "Pourquoi la mission est annulée",
      decline: "Pourquoi le prestataire a décliné",
      "request-changes": "Les corrections demandées",
      dispute: "Le motif du litige",
    } as ByMove,
    by: { client: "Le client", provider: "Le prestataire", moderator: "La modération" } as ByAuthor,
    you: "Vous",
    signed: (author: string, moment: string) => `${author}, le ${moment}`,
  },
  {
    label: {
      cancel: "Why are you cancelling?",
      decline: "Why are you declining?",
      "request-changes": "What needs to be changed?",
      dispute: "What is wrong?",
    },
    readBy: {
      cancel: "The providers whose offers lapse will read this reason.",
      decline: "The client will read this reason.",
      "request-changes": "The provider will read your request.",
      dispute: "The other party and moderators will read these lines, and nobody else.",
    },
    cancelReadByAwarded: "The chosen provider will read this reason.",
    submit: {
      cancel: "Yes, cancel the project",
      decline: "Yes, decline the project",
      "request-changes": "Send the request",
      dispute: "Open the dispute",
    },
    keep: "Keep the project",
    back: "Go back",
    heading: {
      cancel: "Why the project was cancelled",
      decline: "Why the provider declined",
      "request-changes": "The changes asked for",
      dispute: "The reason for the dispute",
    },
    by: { client: "The client", provider: "The provider", moderator: "Moderation" },
    you: "You",
    signed: (author: string, moment: string) => `${author}, on ${moment}`,
  },
);
