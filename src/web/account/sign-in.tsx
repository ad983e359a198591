import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { Head } from "../components/head.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { pathTo } from "../i18n/paths.ts";
import type { SignedIn } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { openSession } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useNext } from "./after-sign-in.ts";
import { PasswordField } from "./password-field.tsx";

export const handle: PageHandle = { interactive: true };

export default function SignIn() {
  const texts = useTexts(account);
  const locale = useLocale();
  const next = useNext();
  const signIn = useAction(async (form: FormData) => {
    const body = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
    openSession(await call<SignedIn>("/auth/login", { method: "POST", body, locale }));
    location.assign(next);
  });
  return (
    <div className="page narrow">
      <Head title={texts.signInTitle} noindex />
      <h1>{texts.signInTitle}</h1>
      <form
        className="panel fields"
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn.run(new FormData(event.currentTarget));
        }}
      >
        <Alert message={signIn.message} />
        <TextField name="email" label={texts.email} type="email" autoComplete="username" required />
        <PasswordField autoComplete="current-password" />
        <button className="button primary" type="submit" aria-disabled={signIn.busy}>
          {texts.submitSignIn}
        </button>
      </form>
      <p>
        {texts.noAccount} <a href={pathTo(locale, "signUp", {}, { next })}>{texts.signUpTitle}</a>
      </p>
    </div>
  );
}
