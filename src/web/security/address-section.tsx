import { TextField } from "../components/field.tsx";
import { security } from "../i18n/security.ts";
import type { User } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { changeUser } from "../session/session.ts";
import { Section, useSection } from "./section.tsx";
import { SensitiveButton } from "./sensitive-button.tsx";

export function AddressSection({ user }: { readonly user: User }) {
  const texts = useTexts(security);
  const locale = useLocale();
  const section = useSection();
  return (
    <Section title={texts.addressTitle} state={section}>
      <p className="user-text">{user.email}</p>
      <div className="actions">
        <SensitiveButton
          label={texts.changeAddress}
          title={texts.changeAddress}
          submit={texts.changeAddress}
          act={(proof, form) =>
            call<User | { verification: "sent" }>("/me/email", {
              method: "POST",
              body: { ...proof, email: String(form.get("email")).trim() },
              locale,
            })
          }
          onDone={(answer) => {
            if ("verification" in answer) return section.say(texts.addressMailed);
            changeUser(answer);
            section.say(texts.addressChanged);
          }}
        >
          {(refused) => (
            <TextField
              name="email"
              type="email"
              label={texts.newAddress}
              hint={texts.newAddressHint}
              error={refused.email}
              autoComplete="email"
              required
            />
          )}
        </SensitiveButton>
      </div>
    </Section>
  );
}
