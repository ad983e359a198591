import type { Locale } from "../../../shared/locale.ts";
import { pathTo } from "../../../shared/page-paths.ts";
import { tokenFragment } from "../../../shared/token-fragment.ts";
import { filledBlocks } from "../../platform/letter/letter.ts";
import { type Mail, mailOf } from "../../platform/mail.ts";
import { letters } from "./account-letters.ts";

export type MailKind = keyof typeof letters;

export function writeMail(
  kind: MailKind,
  to: string,
  locale: Locale,
  publicUrl: string,
  token: string | null = null,
): Promise<Mail> {
  const { page, [locale]: letter } = letters[kind];
  const href = publicUrl + pathTo(locale, page) + (token === null ? "" : tokenFragment(token));
  const link = { kind: "action", href, label: letter.action } as const;
  const blocks = filledBlocks(letter.text, { site: publicUrl, link });
  return mailOf(to, { language: locale, subject: letter.subject, blocks });
}
