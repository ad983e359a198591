import { type ComponentProps, use, useState } from "react";
import { FieldIds, TextField } from "../components/field.tsx";
import { useAlive } from "../components/needs-code.tsx";
import { account } from "../i18n/account.ts";
import { useTexts } from "../lib/use-page.ts";

type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, "name" | "type" | "label"> & {
  readonly name?: string;
  readonly label?: string;
};

/** A password that its owner may look at (NIST 800-63B-4). */
export function PasswordField({ name = "password", label, ...props }: PasswordFieldProps) {
  const texts = useTexts(account);
  const alive = useAlive();
  const [shown, setShown] = useState(false);
  const showId = `${use(FieldIds)}show-${name}`;
  return (
    <div className="fields">
      <TextField
        {...props}
        name={name}
        label={label ?? texts.password}
        type={shown ? "text" : "password"}
        required
      />
      <div className="check">
        <input
          id={showId}
          type="checkbox"
          checked={shown}
          disabled={!alive}
          onChange={(event) => setShown(event.target.checked)}
        />
        <label htmlFor={showId}>{texts.showPassword}</label>
      </div>
    </div>
  );
}

/** A password to choose, with what it must be. */
export function NewPasswordField(props: Omit<PasswordFieldProps, "label">) {
  const { newPassword, passwordHint } = useTexts(account);
  return (
    <PasswordField
      {...props}
      label={newPassword}
      hint={passwordHint}
      autoComplete="new-password"
      minLength={15}
    />
  );
}
