import { typeset } from "../../../../shared/typography.ts";
import type { Kind } from "../kind.ts";

/** What concerns a person's own data. */
export const privacyKinds = {
  export_ready: typeset({
    mail: "always",
    about: "export",
    leadsTo: "myData",
    fr: {
      label: "Vos données sont prêtes à être téléchargées",
      headline: "Vos données sont prêtes",
      says: `L’archive de vos données sur {site} est prête. Elle se télécharge une fois, dans les 24 heures, depuis la session où elle a été demandée.

Si ce n’est pas vous qui l’avez demandée, quelqu’un connaît votre mot de passe : changez-le et fermez les autres sessions.`,
      action: "Télécharger mes données",
    },
    en: {
      label: "Your data is ready to be downloaded",
      headline: "Your data is ready",
      says: `The archive of your data on {site} is ready. It can be downloaded once, within 24 hours, in the session in which it was asked for.

If it was not you who asked for it, somebody knows your password: change it and close the other sessions.`,
      action: "Download my data",
    },
  }),
} as const satisfies Record<string, Kind>;
