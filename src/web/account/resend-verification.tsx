import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { CodeButton } from "../components/needs-code.tsx";
import { account } from "../i18n/account.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { type Action, useAction } from "../session/use-action.ts";

interface Resend {
  readonly sent: boolean;
  readonly action: Action<string>;
}

/** The answer is the same for every address; how often it sends a mail is the API's to say. */
function useResend(): Resend {
  const locale = useLocale();
  const [sent, setSent] = useState(false);
  const action = useAction(async (email: string) => {
    setSent(false);
    await call("/auth/email/resend", { method: "POST", body: { email: email.trim() }, locale });
    setSent(true);
  });
  return { sent, action };
}

/** One press sends the link once more to an address that is known here; may stand in another form. */
export function ResendButton({ email }: { readonly email: string }) {
  const texts = useTexts(account);
  const { sent, action } = useResend();
  return (
    <div className="stack">
      <Alert message={action.message} />
      <Sent sent={sent} />
      <div>
        <CodeButton
          className="button"
          type="button"
          busy={action.busy}
          onClick={() => void action.run(email)}
        >
          {texts.resend}
        </CodeButton>
      </div>
    </div>
  );
}

/** Asks to which address the link is to go. */
export function ResendForm() {
  const texts = useTexts(account);
  const { sent, action } = useResend();
  const form = {
    ...action,
    run: (fields: FormData) => action.run(String(fields.get("resendTo"))),
  };
  return (
    <ActionForm action={form}>
      <Alert message={action.fields.email === undefined ? action.message : null} />
      <Sent sent={sent} />
      <TextField
        name="resendTo"
        label={texts.email}
        error={action.fields.email}
        type="email"
        autoComplete="username"
        required
      />
      <CodeButton className="button" type="submit" busy={action.busy}>
        {texts.resend}
      </CodeButton>
    </ActionForm>
  );
}

function Sent({ sent }: { readonly sent: boolean }) {
  const texts = useTexts(account);
  return <div role="status">{sent ? <p className="notice">{texts.resent}</p> : null}</div>;
}
