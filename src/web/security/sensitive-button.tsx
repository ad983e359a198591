import { createContext, type ReactNode, use, useRef, useState } from "react";
import { CodeField, codeOf } from "../account/code-field.tsx";
import { PasswordField } from "../account/password-field.tsx";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { Dialog } from "../components/dialog.tsx";
import { security } from "../i18n/security.ts";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";
import { ApiError } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

/** Whether the account has a second factor, which is then asked for with the password. */
export const SecondFactorOn = createContext(false);

/** What the API wants beside every sensitive change. */
export interface Reauthentication {
  readonly password: string;
  readonly totp?: string;
}

type Fields = Readonly<Record<string, string>>;

interface SensitiveAction<Result> {
  /** What is to be known or filled in; it gets what was refused, by field. */
  readonly children: (refused: Fields) => ReactNode;
  readonly submit: string;
  /** What is lost is lost: the buttons that lead there have the colour of danger. */
  readonly danger?: boolean;
  /** Throws what was refused: the dialogue then stays and says so. */
  readonly act: (proof: Reauthentication, form: FormData) => Promise<Result>;
  /** Once the dialogue is closed. */
  readonly onDone: (result: Result) => void;
}

interface SensitiveButtonProps<Result> extends SensitiveAction<Result> {
  readonly title: string;
  readonly label: string;
  readonly accessibleLabel?: string;
  readonly className?: string;
}

/** A change that its owner must prove to be the owner for: with the password, and the code where there is one. */
export function SensitiveButton<Result>(props: SensitiveButtonProps<Result>) {
  const { title, label, accessibleLabel, className, onDone, ...action } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        className={className ?? (action.danger ? "button danger" : "button")}
        type="button"
        aria-label={accessibleLabel}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {open ? (
        <Dialog title={title} element={dialog} onClosed={() => setOpen(false)}>
          <SensitiveForm
            {...action}
            onCancel={close}
            onDone={(result) => {
              close();
              onDone(result);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

interface SensitiveFormProps<Result> extends SensitiveAction<Result> {
  readonly onCancel: () => void;
}

function SensitiveForm<Result>(props: SensitiveFormProps<Result>) {
  const { children, submit, danger = false, act, onDone, onCancel } = props;
  const texts = useTexts(security);
  const general = useTexts(working);
  const secondFactor = use(SecondFactorOn);
  // It may have been switched on elsewhere since this page was read.
  const [codeAsked, setCodeAsked] = useState(false);
  const codeWanted = secondFactor || codeAsked;
  const action = useAction(async (form: FormData) => {
    const proof = { password: String(form.get("password")), ...(codeWanted && { totp: codeOf(form) }) };
    try {
      onDone(await act(proof, form));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "second_factor_required")) throw error;
      setCodeAsked(true);
    }
  });
  const wrong = codeWanted ? texts.wrongPasswordOrCode : texts.wrongPassword;
  return (
    <ActionForm action={action} className="fields">
      {children(action.fields)}
      <PasswordField
        label={texts.currentPassword}
        autoComplete="current-password"
        error={action.fields.password}
      />
      {codeWanted ? <CodeField takesFocus={codeAsked} /> : null}
      <Alert
        message={action.code === "invalid_credentials" ? wrong : action.message}
        fields={action.fields}
      />
      <div className="actions">
        <button
          className={danger ? "button danger filled" : "button primary"}
          type="submit"
          aria-disabled={action.busy}
        >
          {submit}
        </button>
        <button className="button" type="button" onClick={onCancel}>
          {general.cancel}
        </button>
      </div>
    </ActionForm>
  );
}
