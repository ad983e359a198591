/** Stands where somebody's words stood, in both languages: nobody knows who will read it. Migration 0046 spells it as well. */
export const ERASED_TEXT = "Effacé · Erased";
