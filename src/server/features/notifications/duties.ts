import type { Locale } from "../../../shared/locale.ts";
import { typeset } from "../../../shared/typography.ts";
import type { Block } from "../../platform/letter/letter.ts";

/** CGI, article 242 bis: at each transaction the duties towards tax and social security, with links to the official pages. */
export const duties = typeset({
  fr: {
    says: "Ce que vous gagnez par ce travail peut être soumis à l’impôt et à des cotisations sociales, et doit alors être déclaré. Vos obligations sont expliquées ici :",
    tax: "Impôts : impots.gouv.fr",
    social: "Cotisations sociales : urssaf.fr",
  },
  en: {
    says: "What you earn by this work may be liable to tax and social contributions in France, and must then be declared. Your duties are explained here:",
    tax: "Taxes: impots.gouv.fr",
    social: "Social contributions: urssaf.fr",
  },
});

/** The two pages that the ministry and the social security name for it. */
export const OFFICIAL_PAGES = {
  tax: "https://www.impots.gouv.fr/portail/node/10841",
  social: "https://www.urssaf.fr/portail/home/espaces-dedies/activites-relevant-de-leconomie.html",
} as const;

export function dutiesBlocks(locale: Locale): Block[] {
  const { says, tax, social } = duties[locale];
  return [
    { kind: "paragraph", text: says },
    {
      kind: "links",
      items: [
        { label: tax, href: OFFICIAL_PAGES.tax },
        { label: social, href: OFFICIAL_PAGES.social },
      ],
    },
  ];
}
