import type { Locale } from "../../../shared/locale.ts";
import { pathTo } from "../../../shared/page-paths.ts";
import { tokenFragment } from "../../../shared/token-fragment.ts";
import { typeset } from "../../../shared/typography.ts";
import { filledBlocks } from "../../platform/letter/letter.ts";
import { type Mail, mailOf } from "../../platform/mail.ts";
import { INVITATION_DAYS } from "./organisation.ts";

/** Goes to strangers: nothing in it is chosen by who invites, the organisation's name neither. The page says it. */
export const letters: Readonly<
  Record<Locale, { readonly subject: string; readonly text: string; readonly action: string }>
> = typeset({
  fr: {
    subject: "Vous êtes invité à rejoindre une organisation",
    text: `Une organisation inscrite sur {site} vous invite à la rejoindre, à cette adresse.
Pour savoir laquelle et par qui, puis accepter ou non, ouvrez ce lien dans les ${INVITATION_DAYS} jours ; il sert une seule fois :

{link}

Si vous n’avez pas encore de compte, ouvrez-en un avec cette adresse, puis revenez à ce lien.
Si cela ne vous dit rien, ne faites rien : sans votre accord, rien ne change.`,
    action: "Voir l’invitation",
  },
  en: {
    subject: "You are invited to join an organisation",
    text: `An organisation on {site} invites you, at this address, to join it.
To see which one and who invites you, and to accept or not, open this link within ${INVITATION_DAYS} days; it works once:

{link}

If you have no account yet, open one with this address and come back to this link.
If this means nothing to you, leave this message alone: nothing changes without your consent.`,
    action: "View the invitation",
  },
});

export function writeInvitationMail(
  to: string,
  locale: Locale,
  publicUrl: string,
  token: string,
): Promise<Mail> {
  const { subject, text, action } = letters[locale];
  const href = publicUrl + pathTo(locale, "invitation") + tokenFragment(token);
  const blocks = filledBlocks(text, { site: publicUrl, link: { kind: "action", href, label: action } });
  return mailOf(to, { language: locale, subject, blocks });
}
