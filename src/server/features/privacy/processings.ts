import type { Locale } from "../../../shared/locale.ts";
import { typeset } from "../../../shared/typography.ts";
import type { Kept, LegalHold, Period, Processing } from "../../core/manifest.ts";
import { HOLDS } from "./erasure/legal-holds.ts";

type Texts = Readonly<Record<Locale, string>>;

/** One processing of the register (RGPD, article 30). */
export interface ProcessingText {
  readonly title: Texts;
  readonly purpose: Texts;
  /** What is kept, in a reader's words; the columns stand in the manifests. */
  readonly data: Texts;
  readonly basis: "contract" | "consent" | "interest" | "law";
  /** Who reads it besides the person, by the program's doing. */
  readonly readers: Texts;
}

export const bases: Readonly<Record<ProcessingText["basis"], Texts>> = typeset({
  contract: {
    fr: "l’exécution du contrat qui nous lie (RGPD, article 6, 1, b)",
    en: "the contract between us (GDPR, Article 6(1)(b))",
  },
  consent: {
    fr: "votre consentement, que vous retirez quand vous voulez (RGPD, article 6, 1, a)",
    en: "your consent, which you take back whenever you like (GDPR, Article 6(1)(a))",
  },
  interest: {
    fr: "l’intérêt légitime de garder le site sûr et équitable (RGPD, article 6, 1, f)",
    en: "the legitimate interest in keeping the site safe and fair (GDPR, Article 6(1)(f))",
  },
  law: {
    fr: "une obligation légale (RGPD, article 6, 1, c)",
    en: "a legal obligation (GDPR, Article 6(1)(c))",
  },
});

export const processingTexts: Readonly<Record<Processing, ProcessingText>> = typeset({
  account: {
    title: { fr: "Compte et connexion", en: "Account and signing in" },
    purpose: {
      fr: "Ouvrir votre compte, vous reconnaître à chaque connexion et le protéger.",
      en: "To open your account, to know you whenever you sign in, and to protect it.",
    },
    data: {
      fr: "Nom affiché, adresse e-mail, langue, rôles ; empreinte du mot de passe, second facteur et clés d’accès ; pour chaque session ouverte, l’adresse IP, le navigateur et la dernière activité ; à quoi vous avez consenti, quand, comment et sur quel texte.",
      en: "Display name, e-mail address, language, roles; a hash of the password, second factor and passkeys; for each open session the IP address, the browser and when it was last active; what you consented to, when, how and to which text.",
    },
    basis: "contract",
    readers: {
      fr: "Le nom affiché est public ; l’adresse est lue par la modération.",
      en: "The display name is public; the address is read by the moderators.",
    },
  },
  organisations: {
    title: { fr: "Organisations", en: "Organisations" },
    purpose: {
      fr: "Agir à plusieurs pour une organisation, et empêcher que la même personne soit des deux côtés d’une mission.",
      en: "To act together for an organisation, and to keep one person from being on both sides of a project.",
    },
    data: {
      fr: "Organisations dont vous êtes ou avez été membre, votre rôle, les invitations envoyées et reçues.",
      en: "Organisations of which you are or were a member, your role, invitations sent and received.",
    },
    basis: "contract",
    readers: { fr: "Les membres de l’organisation.", en: "The members of the organisation." },
  },
  market: {
    title: { fr: "Missions et offres", en: "Projects and offers" },
    purpose: {
      fr: "Publier une mission, recevoir et comparer des offres, en retenir une et suivre le travail.",
      en: "To publish a project, to receive and compare offers, to accept one and follow the work.",
    },
    data: {
      fr: "Missions, compléments, offres avec chacun de leurs prix, motifs d’annulation, de refus ou de litige.",
      en: "Projects, clarifications, offers with each of their prices, reasons for cancelling, declining or disputing.",
    },
    basis: "contract",
    readers: {
      fr: "Une mission publiée est publique ; une offre est lue par son client, sans nom par les autres, et sous pli fermé par personne avant la date limite.",
      en: "A published project is public; an offer is read by its client, without a name by others, and in a sealed auction by nobody before the deadline.",
    },
  },
  exchange: {
    title: { fr: "Questions, messages et coordonnées", en: "Questions, messages and contact details" },
    purpose: {
      fr: "Vous mettre d’accord : questions publiques, messages entre les deux côtés, coordonnées données à l’attribution.",
      en: "To come to terms: public questions, messages between the two sides, contact details given at the award.",
    },
    data: {
      fr: "Questions et réponses, messages, où en est leur lecture, blocages ; nom, téléphone, e-mail et adresse que vous avez donnés, lieu du travail, à qui vous avez consenti de les donner.",
      en: "Questions and answers, messages, how far they were read, blocks; the name, phone, e-mail and address that you gave, the place of work, to whom you agreed to give them.",
    },
    basis: "contract",
    readers: {
      fr: "L’autre côté ; la modération, si un message est signalé ou un travail en litige.",
      en: "The other side; the moderators, where a message is reported or work is disputed.",
    },
  },
  search: {
    title: { fr: "Favoris, recherches et alertes", en: "Favourites, searches and alerts" },
    purpose: {
      fr: "Retrouver des missions et vous prévenir des nouvelles, parce que vous l’avez demandé.",
      en: "To find projects again and to tell you of new ones, because you asked for it.",
    },
    data: {
      fr: "Favoris, recherches enregistrées, missions dont vous avez été prévenu, existence d’un calendrier.",
      en: "Favourites, saved searches, projects that you were told of, whether you have a calendar.",
    },
    basis: "consent",
    readers: { fr: "Personne d’autre que vous.", en: "Nobody but you." },
  },
  notifications: {
    title: { fr: "Notifications et e-mails", en: "Notifications and e-mails" },
    purpose: {
      fr: "Vous dire ce qui concerne vos missions et vos offres, selon vos préférences.",
      en: "To tell you what concerns your projects and offers, by your preferences.",
    },
    data: {
      fr: "De quoi vous avez été prévenu et quand, ce que vous avez lu, vos préférences, les refus de votre serveur de messagerie. Aucun pixel, aucun lien de suivi.",
      en: "What you were told of and when, what you read, your preferences, refusals by your mail server. No pixel and no tracking link.",
    },
    basis: "contract",
    readers: { fr: "Personne d’autre que vous.", en: "Nobody but you." },
  },
  moderation: {
    title: { fr: "Signalements et décisions de modération", en: "Reports and moderators’ decisions" },
    purpose: {
      fr: "Recevoir les signalements, y répondre et vous dire les motifs d’une décision qui vous vise.",
      en: "To take reports, to answer them, and to tell you the reasons of a decision against you.",
    },
    data: {
      fr: "Signalements que vous avez faits, avec le nom et l’adresse donnés ; décisions prises à votre égard et leurs motifs.",
      en: "Reports that you made, with the name and address given; decisions about you and their reasons.",
    },
    basis: "law",
    readers: { fr: "La modération.", en: "The moderators." },
  },
  audit: {
    title: { fr: "Journal des actions", en: "Log of actions" },
    purpose: {
      fr: "Savoir qui a fait quoi, en apporter la preuve et reconnaître les abus.",
      en: "To know who did what, to prove it, and to recognise abuse.",
    },
    data: {
      fr: "Vos actions, leur date, l’adresse IP et le navigateur.",
      en: "Your actions, when they were, the IP address and the browser.",
    },
    basis: "interest",
    readers: { fr: "Les exploitants du site.", en: "The operators of the site." },
  },
  operation: {
    title: { fr: "Fonctionnement du service", en: "Running the service" },
    purpose: {
      fr: "Ne pas faire deux fois ce qu’un appareil redemande, et vous remettre vos données.",
      en: "Not to do twice what a device asks for again, and to hand you your data.",
    },
    data: {
      fr: "Clés des requêtes répétées et leur réponse ; vos demandes d’export.",
      en: "Keys of repeated requests and their answer; your requests for an export.",
    },
    basis: "contract",
    readers: { fr: "Personne d’autre que vous.", en: "Nobody but you." },
  },
});

const units: Readonly<Record<string, Readonly<Record<Locale, readonly [one: string, more: string]>>>> = {
  hours: { fr: ["heure", "heures"], en: ["hour", "hours"] },
  days: { fr: ["jour", "jours"], en: ["day", "days"] },
  months: { fr: ["mois", "mois"], en: ["month", "months"] },
  years: { fr: ["an", "ans"], en: ["year", "years"] },
};

function periodText(period: Period, locale: Locale): string {
  const [amount = "", unit = ""] = period.split(" ");
  const [one = unit, more = unit] = units[unit]?.[locale] ?? [];
  return `${amount} ${Number(amount) === 1 ? one : more}`;
}

const withWhat = typeset({
  fr: {
    account: "aussi longtemps que le compte",
    organisation: "aussi longtemps que vous appartenez à l’organisation",
    mission: "aussi longtemps que la mission",
    log: "aussi longtemps que le journal des actions",
  },
  en: {
    account: "as long as the account",
    organisation: "as long as you belong to the organisation",
    mission: "as long as the project",
    log: "as long as the log of actions",
  },
});

/** How long what the law wants is kept beyond the account. */
export function heldFor(hold: LegalHold, locale: Locale): string {
  const { period, ground } = HOLDS[hold];
  const time = periodText(period, locale);
  return locale === "fr"
    ? `${time} après l’effacement du compte, à part, parce que la loi l’exige (${ground})`
    : `${time} after the account is erased, put aside, because the law wants it (${ground})`;
}

/** How long, as a part of a sentence. */
export function keptFor(kept: Kept, locale: Locale): string {
  if ("with" in kept) return withWhat[locale][kept.with];
  const period = periodText(kept.for, locale);
  if (locale === "fr") return kept.after === "made" ? period : `${period} au plus après leur fin`;
  return kept.after === "made" ? period : `at most ${period} after they end`;
}
