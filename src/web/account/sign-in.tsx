import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { openSession } from "../session/session.ts";
import { useNext } from "./after-sign-in.ts";
import { SignInForm } from "./sign-in-form.tsx";

export { accountLinks as links } from "./account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function SignIn() {
  const texts = useTexts(account);
  const locale = useLocale();
  const next = useNext();
  return (
    <div className="page narrow">
      <Head title={texts.signInTitle} noindex />
      <h1>{texts.signInTitle}</h1>
      <SignInForm
        onSignedIn={(signedIn) => {
          openSession(signedIn);
          goTo(next);
        }}
      />
      <p>
        {texts.noAccount} <a href={pathTo(locale, "signUp", {}, { next })}>{texts.signUpTitle}</a>
      </p>
    </div>
  );
}
