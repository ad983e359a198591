import { useState } from "react";
import { security } from "../i18n/security.ts";
import type { RecoveryCodes as NewRecoveryCodes, SecondFactor, TotpSecret } from "../lib/api-types.ts";
import { plural } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { Enrolment } from "./enrolment.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { Section, type SectionVoice, useSection } from "./section.tsx";
import { SensitiveButton } from "./sensitive-button.tsx";

interface SecondFactorSectionProps {
  readonly state: SecondFactor;
  readonly reload: () => Promise<void>;
}

type Stage =
  | { readonly at: "rest" }
  | { readonly at: "enrolling"; readonly enrolment: TotpSecret }
  | { readonly at: "codes"; readonly codes: readonly string[] };

const rest: Stage = { at: "rest" };

export function SecondFactorSection({ state, reload }: SecondFactorSectionProps) {
  const texts = useTexts(security);
  const section = useSection();
  const [stage, setStage] = useState<Stage>(rest);
  const goTo = (next: Stage) => {
    section.say(null);
    setStage(next);
  };
  const showCodes = (codes: readonly string[]) => {
    goTo({ at: "codes", codes });
    void reload();
  };
  const finish = (message: string | null) => {
    setStage(rest);
    section.say(message);
    void reload();
  };
  return (
    <Section title={texts.secondFactorTitle} state={section}>
      {stage.at === "enrolling" ? (
        <Enrolment enrolment={stage.enrolment} onEnabled={showCodes} onCancel={() => finish(null)} />
      ) : stage.at === "codes" ? (
        <RecoveryCodes codes={stage.codes} onKept={() => finish(texts.secondFactorOn)} />
      ) : state.enabled ? (
        <Enabled left={state.recoveryCodesLeft} onCodes={showCodes} section={section} reload={reload} />
      ) : (
        <Disabled onBegun={(enrolment) => goTo({ at: "enrolling", enrolment })} />
      )}
    </Section>
  );
}

function Disabled({ onBegun }: { readonly onBegun: (enrolment: TotpSecret) => void }) {
  const texts = useTexts(security);
  const locale = useLocale();
  return (
    <>
      <p>{texts.secondFactorText}</p>
      <div className="actions">
        <SensitiveButton
          className="button primary"
          label={texts.enable}
          accessibleLabel={texts.enableLong}
          title={texts.enableLong}
          submit={texts.next}
          act={(proof) => call<TotpSecret>("/me/totp", { method: "POST", body: proof, locale })}
          onDone={onBegun}
        >
          {() => <p>{texts.enableText}</p>}
        </SensitiveButton>
      </div>
    </>
  );
}

interface EnabledProps extends Pick<SecondFactorSectionProps, "reload"> {
  readonly left: number;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly section: SectionVoice;
}

function Enabled({ left, onCodes, section, reload }: EnabledProps) {
  const texts = useTexts(security);
  const locale = useLocale();
  return (
    <>
      <p>{texts.enabledText}</p>
      <p className={left < 3 ? "notice" : "hint"}>{plural(left, locale, texts.codesLeft)(left)}</p>
      <div className="actions">
        <SensitiveButton
          label={texts.newCodes}
          title={texts.newCodes}
          submit={texts.newCodes}
          act={(proof) =>
            call<NewRecoveryCodes>("/me/totp/recovery-codes", {
              method: "POST",
              body: proof,
              locale,
            })
          }
          onDone={({ recoveryCodes }) => onCodes(recoveryCodes)}
        >
          {() => <p>{texts.newCodesText}</p>}
        </SensitiveButton>
        <SensitiveButton
          danger
          label={texts.disable}
          accessibleLabel={texts.disableLong}
          title={texts.disableLong}
          submit={texts.disable}
          act={(proof) => call("/me/totp", { method: "DELETE", body: proof, locale })}
          onDone={() => {
            section.say(texts.secondFactorOff);
            void reload();
          }}
        >
          {() => <p>{texts.disableText}</p>}
        </SensitiveButton>
      </div>
    </>
  );
}
