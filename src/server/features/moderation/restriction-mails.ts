import type { Locale } from "../../../shared/locale.ts";
import { ACTING_FOR, pathTo } from "../../../shared/page-paths.ts";
import { typeset } from "../../../shared/typography.ts";
import type { Mail } from "../../platform/mail.ts";
import type { RestrictionKind } from "./restriction-contract.ts";
import type { RestrictionNotice } from "./restriction-queries.ts";

interface Letter {
  readonly subject: string;
  readonly text: string;
}

const objection: Record<Locale, string> = {
  fr: `Si vous n’êtes pas d’accord, dites pourquoi ici, gratuitement et sans compte ; une personne relira la décision :

{objection}`,
  en: `If you do not agree, say why here, free of charge and without an account; a person will look at the decision again:

{objection}`,
};

/** `{reason}` and `{title}` are people's words, in their own lines. */
export const letters: Readonly<Record<RestrictionKind, Readonly<Record<Locale, Letter>>>> = typeset({
  mission_hidden: {
    fr: {
      subject: "Votre mission a été masquée",
      text: `La modération de {site} a masqué votre mission « {title} » : personne d’autre que vous ne la voit plus, et elle ne reçoit plus d’offres.

Le motif de cette décision, prise par une personne :

{reason}

La mission reste dans « Mes missions » :

{mission}

${objection.fr}`,
    },
    en: {
      subject: "Your project was hidden",
      text: `The moderators of {site} have hidden your project “{title}”: nobody but you sees it any more, and it takes no offers.

The reason for this decision, which a person took:

{reason}

The project stays among yours:

{mission}

${objection.en}`,
    },
  },
  mission_shown: {
    fr: {
      subject: "Votre mission est de nouveau visible",
      text: `La modération de {site} montre de nouveau votre mission « {title} ».

Le motif :

{reason}

{mission}`,
    },
    en: {
      subject: "Your project can be seen again",
      text: `The moderators of {site} show your project “{title}” again.

The reason:

{reason}

{mission}`,
    },
  },
  account_suspended: {
    fr: {
      subject: "Votre compte est suspendu",
      text: `La modération de {site} a suspendu votre compte : vous ne pouvez plus vous y connecter, vos missions ouvertes sont masquées et vos offres en cours retirées.

Le motif de cette décision, prise par une personne :

{reason}

${objection.fr}`,
    },
    en: {
      subject: "Your account is suspended",
      text: `The moderators of {site} have suspended your account: you cannot sign in, your open projects are hidden and your offers under way withdrawn.

The reason for this decision, which a person took:

{reason}

${objection.en}`,
    },
  },
  account_reinstated: {
    fr: {
      subject: "Votre compte est rétabli",
      text: `La suspension de votre compte sur {site} est levée. Vos missions sont de nouveau visibles ; vos offres retirées le restent, et peuvent revenir à un prix plus bas.

Le motif :

{reason}

{signIn}`,
    },
    en: {
      subject: "Your account is open again",
      text: `The suspension of your account on {site} is lifted. Your projects can be seen again; withdrawn offers stay so, and may come back at a lower price.

The reason:

{reason}

{signIn}`,
    },
  },
  question_hidden: {
    fr: {
      subject: "Votre question a été masquée",
      text: `La modération de {site} a masqué une question que vous avez posée sur « {title} » : personne d’autre que vous ne la voit plus.

Le motif de cette décision, prise par une personne :

{reason}

La mission :

{read}

${objection.fr}`,
    },
    en: {
      subject: "Your question was hidden",
      text: `The moderators of {site} have hidden a question that you asked on “{title}”: nobody but you sees it any more.

The reason for this decision, which a person took:

{reason}

The project:

{read}

${objection.en}`,
    },
  },
});

export function writeRestrictionMail(notice: RestrictionNotice, publicUrl: string): Mail {
  const { kind, locale, email, partyId, ofOrganisation, missionId, missionTitle, reason } = notice;
  const subject = missionId === null ? { type: "account", id: partyId } : { type: "mission", id: missionId };
  const acting = ofOrganisation ? { [ACTING_FOR]: partyId } : {};
  const values: Record<string, string> = {
    site: publicUrl,
    reason,
    title: missionTitle ?? "",
    mission: missionId === null ? "" : publicUrl + pathTo(locale, "manage", { id: missionId }, acting),
    read: missionId === null ? "" : publicUrl + pathTo(locale, "mission", { id: missionId }),
    signIn: publicUrl + pathTo(locale, "signIn"),
    objection: publicUrl + pathTo(locale, "report", {}, { ...subject, category: "objection" }),
  };
  const letter = letters[kind][locale];
  // In one pass: what people wrote may look like one of our names.
  const text = letter.text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return {
    to: email,
    subject: letter.subject,
    text: `${locale === "fr" ? "Bonjour" : "Hello"},\n\n${text}\n`,
  };
}
