import { type ComponentProps, useState } from "react";
import { TextField } from "../components/field.tsx";
import { account } from "../i18n/account.ts";
import { useTexts } from "../lib/use-page.ts";

/** A password that its owner may look at (NIST 800-63B-4). */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, "name" | "type" | "label">) {
  const texts = useTexts(account);
  const [shown, setShown] = useState(false);
  return (
    <div className="fields">
      <TextField
        {...props}
        name="password"
        label={texts.password}
        type={shown ? "text" : "password"}
        required
      />
      <div className="check">
        <input
          id="show-password"
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
        />
        <label htmlFor="show-password">{texts.showPassword}</label>
      </div>
    </div>
  );
}
