import { typeset } from "../../../shared/typography.ts";
import type { Guides } from "./guides.ts";

/** What a log meets that asks for a cosignature. */
export const witnessGuides = typeset({
  malformed_checkpoint: {
    meaning: {
      fr: "Le corps ne suit pas C2SP tlog-witness : une ligne « old » et une taille, au plus 63 empreintes en base64, une ligne vide, puis la tête signée. Ou bien la tête est plus petite que « old ».",
      en: "The body does not follow C2SP tlog-witness: a line “old” with a size, at most 63 hashes in base64, an empty line, then the signed head. Or the head is smaller than “old”.",
    },
    next: {
      fr: "Comparez la requête à la spécification, octet par octet : chaque ligne finit par un saut de ligne, et chaque nombre n’a qu’une écriture.",
      en: "Compare the request with the specification, byte by byte: each line ends with a line break, and each number has one spelling.",
    },
  },
  contradicted_checkpoint: {
    meaning: {
      fr: "Ce témoin a déjà cosigné, pour ce journal et cette taille, une tête dont la racine est une autre. Les deux portent la signature du journal : il a été modifié, ou il existe en deux versions.",
      en: "This witness has already cosigned, for this log and this size, a head with another root. Both are signed by the log: it was changed, or there are two of it.",
    },
    next: {
      fr: "Gardez les deux têtes : elles prouvent la contradiction. Après une sauvegarde remise en place, commencez un nouveau journal avec « swideal audit restart ».",
      en: "Keep both heads: they prove the contradiction. After a backup was put back, begin a new log with “swideal audit restart”.",
    },
  },
  unproven_checkpoint: {
    meaning: {
      fr: "Les empreintes envoyées ne montrent pas que le journal commence par tout ce que ce témoin en a déjà cosigné.",
      en: "The hashes that were sent do not show that the log begins with all that this witness has cosigned of it.",
    },
    next: {
      fr: "Refaites la preuve depuis la taille que donne la réponse 409. Si elle échoue encore, vérifiez le journal avec « swideal audit verify ».",
      en: "Make the proof again from the size that the 409 answer gives. If it fails once more, check the log with “swideal audit verify”.",
    },
  },
} satisfies Partial<Guides>);
