import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** What one side of a conversation wrote; its words stay out of mailboxes, from which they cannot be erased. */
export const messageKinds = {
  message_received: typeset({
    mail: "instant",
    about: "conversation",
    leadsTo: "conversation",
    waitMinutes: 3,
    foldMinutes: 30,
    fr: {
      label: "Nouveau message",
      headline: "Nouveau message : {mission}",
      says: "On vous a écrit à propos de « {mission} ».",
      action: "Lire et répondre",
    },
    en: {
      label: "A new message",
      headline: "New message: {mission}",
      says: "Somebody has written to you about “{mission}”.",
      action: "Read and answer",
    },
  }),
} as const satisfies Record<string, Kind>;
