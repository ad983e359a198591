import type { Locale } from "../../../../shared/locale.ts";
import { typeset } from "../../../../shared/typography.ts";
import type { LegalHold } from "../../../core/manifest.ts";
import type { ErasureStep } from "./erasure-contract.ts";

type Text = Readonly<Record<Locale, string>>;

/** What is outside of the tables. */
export const stepTexts: Readonly<Record<ErasureStep, Text>> = typeset({
  answers: {
    fr: "Pages gardées en mémoire par chaque serveur et dans Redis",
    en: "Pages kept in the memory of each server and in Redis",
  },
  exports: { fr: "Archives de vos données", en: "Archives of your data" },
  jobs: { fr: "Tâches en attente", en: "Tasks that wait" },
  farewell: { fr: "Dernier e-mail, avec ce reçu", en: "A last e-mail, with this receipt" },
  mails: {
    fr: "E-mails écrits dans un dossier, faute de serveur de messagerie",
    en: "E-mails written to a folder, where there is no mail server",
  },
  list: {
    fr: "Liste qui refait l’effacement si une ancienne sauvegarde est remise en place",
    en: "The list by which the erasure is made again should an older backup be put back",
  },
});

interface Kept {
  readonly what: Text;
  readonly because: Text;
}

/** What stays after an erasure, beside ids that lead to nobody. */
export const keptTexts: readonly Kept[] = typeset([
  {
    what: {
      fr: "Les prix, les durées et les dates de vos offres, sans votre nom",
      en: "Prices, durations and dates of your offers, without your name",
    },
    because: {
      fr: "Ils sont aussi ceux de l’autre côté, et la preuve de l’enchère.",
      en: "They are the other side’s as well, and the proof of the auction.",
    },
  },
  {
    what: {
      fr: "L’état, les dates, le métier et le budget de vos missions, sans leur texte ni leur lieu",
      en: "State, dates, trade and budget of your projects, without their text or place",
    },
    because: {
      fr: "Qui a proposé ou travaillé pour elles en a besoin.",
      en: "Whoever offered or worked for them needs them.",
    },
  },
  {
    what: { fr: "Les messages que vous avez envoyés", en: "The messages that you sent" },
    because: {
      fr: "L’autre côté garde ce qui lui a été écrit jusqu’à l’archivage de la mission.",
      en: "The other side keeps what was written to it until the project is archived.",
    },
  },
  {
    what: {
      fr: "Ce que d’autres ont écrit de vous : signalements, questions, messages",
      en: "What others wrote of you: reports, questions, messages",
    },
    because: { fr: "Ce sont leurs mots.", en: "The words are theirs." },
  },
  {
    what: {
      fr: "La trace de vos actions, sans adresse, navigateur ni texte",
      en: "The trace of your actions, without address, browser or text",
    },
    because: {
      fr: "Elle prouve qu’aucune action n’a été ajoutée ni retirée ; elle ne tient que des numéros et des empreintes.",
      en: "It proves that no action was added or taken away; it holds numbers and fingerprints alone.",
    },
  },
]);

/** What is put aside where the program itself cannot read it. */
export const holdTexts: Readonly<Record<LegalHold, Kept>> = typeset({
  identity: {
    what: {
      fr: "Votre nom, votre adresse e-mail et vos coordonnées, à part, pendant cinq ans",
      en: "Your name, e-mail address and contact details, put aside, for five years",
    },
    because: {
      fr: "La loi l’exige (décret n° 2021-1362, article 2) ; seule une autorité peut les demander.",
      en: "The law wants it (French décret n° 2021-1362, article 2); an authority alone can ask for them.",
    },
  },
  connections: {
    what: {
      fr: "Les adresses IP de vos connexions et leur date, à part, pendant un an",
      en: "The IP addresses of your connections and their dates, put aside, for a year",
    },
    because: {
      fr: "La loi l’exige (décret n° 2021-1362, article 5) ; seule une autorité peut les demander.",
      en: "The law wants it (French décret n° 2021-1362, article 5); an authority alone can ask for them.",
    },
  },
});
