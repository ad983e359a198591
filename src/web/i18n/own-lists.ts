import { dictionary } from "./dictionary.ts";

/** The lists of one's own missions and offers, and what is done from them. */
export const ownLists = dictionary(
  {
    deleteDraft: "Supprimer le brouillon",
    deleteDraftNamed: (title: string) => `Supprimer le brouillon « ${title} »`,
    deleteDraftTitle: "Supprimer ce brouillon ?",
    deleteDraftText: "Personne d’autre ne l’a vu. Cette action est définitive.",
    keepDraft: "Garder le brouillon",
    state: "État",
    noneInState: "Rien dans cet état.",
  },
  {
    deleteDraft: "Delete the draft",
    deleteDraftNamed: (title: string) => `Delete the draft “${title}”`,
    deleteDraftTitle: "Delete this draft?",
    deleteDraftText: "Nobody else has seen it. This cannot be undone.",
    keepDraft: "Keep the draft",
    state: "State",
    noneInState: "Nothing in this state.",
  },
);
