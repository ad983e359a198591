import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** What moderators decide against somebody's mission or account, with the reason that law owes them. */
export const restrictionKinds = {
  mission_hidden: typeset({
    mail: "always",
    about: "restriction",
    leadsTo: "manage",
    fr: {
      label: "La modération masque une de vos missions",
      headline: "Votre mission a été masquée",
      says: `La modération de {site} a masqué votre mission « {mission} » : personne d’autre que vous ne la voit plus, et elle ne reçoit plus d’offres.

Le motif de cette décision, prise par une personne :

{reason}

Si vous n’êtes pas d’accord, dites pourquoi ici, gratuitement et sans compte ; une personne relira la décision :

{objection}

La mission reste dans « Mes missions ».`,
      action: "Voir la mission",
    },
    en: {
      label: "The moderators hide one of your projects",
      headline: "Your project was hidden",
      says: `The moderators of {site} have hidden your project “{mission}”: nobody but you sees it any more, and it takes no offers.

The reason for this decision, which a person took:

{reason}

If you do not agree, say why here, free of charge and without an account; a person will look at the decision again:

{objection}

The project stays among yours.`,
      action: "View the project",
    },
  }),
  mission_shown: typeset({
    mail: "always",
    about: "restriction",
    leadsTo: "manage",
    fr: {
      label: "La modération montre de nouveau une de vos missions",
      headline: "Votre mission est de nouveau visible",
      says: `La modération de {site} montre de nouveau votre mission « {mission} ».

Le motif :

{reason}`,
      action: "Voir la mission",
    },
    en: {
      label: "The moderators show one of your projects again",
      headline: "Your project can be seen again",
      says: `The moderators of {site} show your project “{mission}” again.

The reason:

{reason}`,
      action: "View the project",
    },
  }),
  question_hidden: typeset({
    mail: "always",
    about: "restriction",
    leadsTo: "mission",
    fr: {
      label: "La modération masque une de vos questions",
      headline: "Votre question a été masquée",
      says: `La modération de {site} a masqué une question que vous avez posée sur « {mission} » : personne d’autre que vous ne la voit plus.

Le motif de cette décision, prise par une personne :

{reason}

Si vous n’êtes pas d’accord, dites pourquoi ici, gratuitement et sans compte ; une personne relira la décision :

{objection}`,
      action: "Voir la mission",
    },
    en: {
      label: "The moderators hide one of your questions",
      headline: "Your question was hidden",
      says: `The moderators of {site} have hidden a question that you asked on “{mission}”: nobody but you sees it any more.

The reason for this decision, which a person took:

{reason}

If you do not agree, say why here, free of charge and without an account; a person will look at the decision again:

{objection}`,
      action: "View the project",
    },
  }),
  account_suspended: typeset({
    mail: "always",
    about: "restriction",
    leadsTo: "objection",
    fr: {
      label: "La modération suspend votre compte",
      headline: "Votre compte est suspendu",
      says: `La modération de {site} a suspendu votre compte : vous ne pouvez plus vous y connecter, vos missions ouvertes sont masquées et vos offres en cours retirées.

Le motif de cette décision, prise par une personne :

{reason}

Si vous n’êtes pas d’accord, dites pourquoi ici, gratuitement et sans compte ; une personne relira la décision :`,
      action: "Contester la décision",
    },
    en: {
      label: "The moderators suspend your account",
      headline: "Your account is suspended",
      says: `The moderators of {site} have suspended your account: you cannot sign in, your open projects are hidden and your offers under way withdrawn.

The reason for this decision, which a person took:

{reason}

If you do not agree, say why here, free of charge and without an account; a person will look at the decision again:`,
      action: "Object to the decision",
    },
  }),
  account_reinstated: typeset({
    mail: "always",
    about: "restriction",
    leadsTo: "signIn",
    fr: {
      label: "La modération rétablit votre compte",
      headline: "Votre compte est rétabli",
      says: `La suspension de votre compte sur {site} est levée. Vos missions sont de nouveau visibles ; vos offres retirées le restent, et peuvent revenir à un prix plus bas.

Le motif :

{reason}`,
      action: "Se connecter",
    },
    en: {
      label: "The moderators reopen your account",
      headline: "Your account is open again",
      says: `The suspension of your account on {site} is lifted. Your projects can be seen again; withdrawn offers stay so, and may come back at a lower price.

The reason:

{reason}`,
      action: "Sign in",
    },
  }),
} as const satisfies Record<string, Kind>;
