import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { security } from "../i18n/security.ts";
import { working } from "../i18n/working.ts";
import type { RecoveryCodes, TotpSecret } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { QrCode } from "./qr-code.tsx";
import { ArrivingHeading } from "./section.tsx";

interface EnrolmentProps {
  readonly enrolment: TotpSecret;
  readonly onEnabled: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The secret, to be scanned, opened or typed into an app, and the app's first code as the proof that it is there. */
export function Enrolment({ enrolment, onEnabled, onCancel }: EnrolmentProps) {
  const texts = useTexts(security);
  const general = useTexts(working);
  const locale = useLocale();
  const { secret, uri } = enrolment;
  const confirm = useAction(async (form: FormData) => {
    const body = { code: String(form.get("code")).replace(/\s/g, "") };
    const { recoveryCodes } = await call<RecoveryCodes>("/me/totp/confirm", {
      method: "POST",
      body,
      locale,
    });
    onEnabled(recoveryCodes);
  });
  return (
    <div className="stack">
      <ArrivingHeading>{texts.enrolTitle}</ArrivingHeading>
      <p>{texts.enrolText}</p>
      <div className="enrolment">
        <QrCode text={uri} label={texts.qrLabel} />
        <div className="stack">
          <p>
            <a href={uri}>{texts.openInApp}</a>
          </p>
          <div>
            <p className="hint" id="secret-label">
              {texts.secretLabel}
            </p>
            <p>
              <code className="secret" data-secret="">
                {secret.match(/.{1,4}/g)?.join(" ")}
              </code>
            </p>
          </div>
        </div>
      </div>
      <ActionForm action={confirm} className="fields">
        <TextField
          name="code"
          label={texts.firstCode}
          hint={texts.firstCodeHint}
          error={confirm.fields.code}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
          required
        />
        <Alert message={confirm.fields.code === undefined ? confirm.message : null} />
        <div className="actions">
          <button className="button primary" type="submit" aria-disabled={confirm.busy}>
            {texts.enable}
          </button>
          <button className="button" type="button" onClick={onCancel}>
            {general.cancel}
          </button>
        </div>
      </ActionForm>
    </div>
  );
}
