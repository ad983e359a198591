import { NewPasswordField } from "../account/password-field.tsx";
import { security } from "../i18n/security.ts";
import type { User } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { Section, useSection } from "./section.tsx";
import { SensitiveButton } from "./sensitive-button.tsx";

export function PasswordSection({ user }: { readonly user: User }) {
  const texts = useTexts(security);
  const locale = useLocale();
  const section = useSection();
  return (
    <Section title={texts.passwordTitle} state={section}>
      <p>{texts.passwordText}</p>
      <div className="actions">
        <SensitiveButton
          label={texts.changePassword}
          title={texts.changePassword}
          submit={texts.changePassword}
          act={(proof, form) =>
            call("/me/password", {
              method: "POST",
              body: {
                ...proof,
                newPassword: String(form.get("newPassword")),
                endOtherSessions: form.get("endOtherSessions") !== null,
              },
              locale,
            })
          }
          onDone={() => section.say(texts.passwordChanged)}
        >
          {(refused) => (
            <>
              {/* Tells password managers whose password it is. */}
              <input hidden readOnly name="username" autoComplete="username" value={user.email} />
              <NewPasswordField name="newPassword" error={refused.newPassword} />
              <div className="check">
                <input id="endOtherSessions" name="endOtherSessions" type="checkbox" defaultChecked />
                <label htmlFor="endOtherSessions">{texts.endOtherSessions}</label>
              </div>
            </>
          )}
        </SensitiveButton>
      </div>
    </Section>
  );
}
