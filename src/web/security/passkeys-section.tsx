import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { createPasskey, usePasskeySupport } from "../account/passkey-ceremony.ts";
import { TextField } from "../components/field.tsx";
import { passkeys } from "../i18n/passkeys.ts";
import { security } from "../i18n/security.ts";
import { working } from "../i18n/working.ts";
import type { List, Passkey } from "../lib/api-types.ts";
import { day } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { refusalText } from "../session/refusal-text.ts";
import { useResource } from "../session/use-resource.ts";
import { Section, useSection } from "./section.tsx";
import { SensitiveButton } from "./sensitive-button.tsx";
import { deviceName } from "./user-agent.ts";

export function PasskeysSection() {
  const texts = useTexts(passkeys);
  const general = useTexts(working);
  const locale = useLocale();
  const section = useSection();
  const supported = usePasskeySupport();
  const { value, error, reload } = useResource<List<Passkey>>("/me/passkeys");
  const said = (message: string) => {
    section.say(message);
    void reload();
  };
  return (
    <Section title={texts.title} state={section}>
      <p>{texts.text}</p>
      {error === null ? null : <p className="notice danger">{refusalText(error, locale)}</p>}
      {value === null && error === null ? <p role="status">{general.loading}</p> : null}
      {value?.items.length === 0 ? <p className="hint">{texts.none}</p> : null}
      {value === null || value.items.length === 0 ? null : (
        <ul className="devices">
          {value.items.map((passkey) => (
            <li key={passkey.id}>
              <Row passkey={passkey} onRemoved={() => said(texts.removed)} />
            </li>
          ))}
        </ul>
      )}
      {supported ? <Add onAdded={() => said(texts.added)} /> : <p className="hint">{texts.unsupported}</p>}
    </Section>
  );
}

function Add({ onAdded }: { readonly onAdded: () => void }) {
  const texts = useTexts(passkeys);
  const { on } = useTexts(security);
  const locale = useLocale();
  return (
    <div className="actions">
      <SensitiveButton
        label={texts.add}
        title={texts.add}
        submit={texts.add}
        act={async (proof, form) => {
          const options = await call<PublicKeyCredentialCreationOptionsJSON>("/me/passkeys/options", {
            method: "POST",
            body: proof,
            locale,
          });
          const body = {
            name: String(form.get("name")).trim(),
            credential: await createPasskey(options, locale),
          };
          return call<Passkey>("/me/passkeys", { method: "POST", body, locale });
        }}
        onDone={onAdded}
      >
        {(refused) => (
          <>
            <p>{texts.addText}</p>
            <TextField
              name="name"
              label={texts.name}
              hint={texts.nameHint}
              error={refused.name}
              defaultValue={deviceName(navigator.userAgent, on) ?? ""}
              maxLength={100}
              autoComplete="off"
              required
            />
          </>
        )}
      </SensitiveButton>
    </div>
  );
}

interface RowProps {
  readonly passkey: Passkey;
  readonly onRemoved: () => void;
}

function Row({ passkey, onRemoved }: RowProps) {
  const texts = useTexts(passkeys);
  const locale = useLocale();
  const { timeZone } = useSite();
  const { fullMoment } = useMoments();
  const { id, name, createdAt, lastUsedAt, backedUp } = passkey;
  return (
    <div className="device">
      <div>
        <p className="user-text">
          <strong>{name}</strong> {backedUp ? <span className="tag">{texts.backedUp}</span> : null}
        </p>
        <p className="label">{texts.created(day(createdAt, timeZone, locale))}</p>
        <p className="label">{lastUsedAt === null ? texts.neverUsed : texts.used(fullMoment(lastUsedAt))}</p>
      </div>
      <SensitiveButton
        danger
        className="button small"
        label={texts.remove}
        accessibleLabel={texts.removeNamed(name)}
        title={texts.removeNamed(name)}
        submit={texts.remove}
        act={(proof) =>
          call(`/me/passkeys/${encodeURIComponent(id)}`, { method: "DELETE", body: proof, locale })
        }
        onDone={onRemoved}
      >
        {() => <p>{texts.removeText}</p>}
      </SensitiveButton>
    </div>
  );
}
