import type { Locale } from "../../../../shared/locale.ts";
import { pathTo } from "../../../../shared/page-paths.ts";
import { tokenFragment } from "../../../../shared/token-fragment.ts";
import { typeset } from "../../../../shared/typography.ts";
import { filledBlocks } from "../../../platform/letter/letter.ts";
import { type Mail, mailOf } from "../../../platform/mail.ts";

export const farewellLetters = typeset({
  fr: {
    subject: "Votre compte a été effacé",
    text: `Votre compte sur {site} vient d’être effacé, comme il a été demandé avec votre mot de passe.
Ce qui a été effacé, ce qui reste et pourquoi, et où en est le reste, se lit ici ; gardez ce lien, personne d’autre ne l’a :

{link}

Cette adresse n’est plus connue du site : c’est le dernier message que vous en recevez.`,
    action: "Lire le reçu",
  },
  en: {
    subject: "Your account was erased",
    text: `Your account on {site} has just been erased, as was asked for with your password.
What was erased, what stays and why, and how far the rest is, is told here; keep this link, nobody else has it:

{link}

The site no longer knows this address: this is the last message that you get from it.`,
    action: "Read the receipt",
  },
});

/** The last mail to somebody, with the way to the receipt. */
export function farewellTo(
  address: string,
  locale: Locale,
  { publicUrl, erasureId }: { readonly publicUrl: string; readonly erasureId: string },
): Promise<Mail> {
  const { subject, text, action } = farewellLetters[locale];
  const href = `${publicUrl}${pathTo(locale, "erasure")}${tokenFragment(erasureId)}`;
  const link = { kind: "action", href, label: action } as const;
  const blocks = filledBlocks(text, { site: publicUrl, link });
  return mailOf(address, { language: locale, subject, blocks });
}
