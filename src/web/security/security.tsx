import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { security } from "../i18n/security.ts";
import { working } from "../i18n/working.ts";
import type { SecondFactor, User } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { refusalText } from "../session/refusal-text.ts";
import { useUser } from "../session/session.ts";
import { useResource } from "../session/use-resource.ts";
import { AddressSection } from "./address-section.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SecondFactorOn } from "./sensitive-button.tsx";
import { SessionsSection } from "./sessions-section.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function Security() {
  const texts = useTexts(security);
  const user = useUser();
  return (
    <WorkPage title={texts.title} className="page form-page">
      <h1>{texts.title}</h1>
      <p className="lead">{texts.text}</p>
      {user === null ? null : <Sections user={user} />}
    </WorkPage>
  );
}

function Sections({ user }: { readonly user: User }) {
  const general = useTexts(working);
  const locale = useLocale();
  const secondFactor = useResource<SecondFactor>("/me/totp");
  if (secondFactor.value === null) {
    return secondFactor.error === null ? (
      <p role="status">{general.loading}</p>
    ) : (
      <p className="notice danger">{refusalText(secondFactor.error, locale)}</p>
    );
  }
  return (
    <SecondFactorOn value={secondFactor.value.enabled}>
      <PasswordSection user={user} />
      <AddressSection user={user} />
      <SecondFactorSection state={secondFactor.value} reload={secondFactor.reload} />
      <PasskeysSection />
      <SessionsSection />
    </SecondFactorOn>
  );
}
