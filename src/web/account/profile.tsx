import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { OwnContact } from "../contact/own-contact.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { pathTo } from "../i18n/paths.ts";
import { profile } from "../i18n/profile.ts";
import type { User } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { changeUser, useSession } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";

export { accountLinks as links } from "./account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function Profile() {
  const texts = useTexts(profile);
  const locale = useLocale();
  const session = useSession();
  return (
    <WorkPage title={texts.title} className="page narrow">
      <h1>{texts.title}</h1>
      {session.state === "signedIn" ? <ProfileForm user={session.user} /> : null}
      {session.state === "signedIn" ? <OwnContact /> : null}
      <p>
        <a href={pathTo(locale, "security")}>{texts.toSecurity}</a>
      </p>
    </WorkPage>
  );
}

function ProfileForm({ user }: { readonly user: User }) {
  const texts = useTexts(profile);
  const { displayName, displayNameHint } = useTexts(account);
  const locale = useLocale();
  const [language, setLanguage] = useState<string>(user.locale);
  const [saved, setSaved] = useState(false);
  const save = useAction(async (form: FormData) => {
    setSaved(false);
    const body = { displayName: String(form.get("displayName")).trim(), locale: language };
    changeUser(await call<User>("/me", { method: "PATCH", body, locale }));
    setSaved(true);
  });
  return (
    <ActionForm action={save}>
      <TextField
        name="displayName"
        label={displayName}
        hint={displayNameHint}
        error={save.fields.displayName}
        defaultValue={user.displayName}
        autoComplete="name"
        maxLength={100}
        required
      />
      <SelectField
        name="locale"
        label={texts.language}
        hint={texts.languageHint}
        value={language}
        onChange={setLanguage}
      >
        <option value="fr">Français</option>
        <option value="en">English</option>
      </SelectField>
      <Alert message={save.message} />
      <div role="status">{saved ? <p className="notice">{texts.saved}</p> : null}</div>
      <button className="button primary" type="submit" aria-disabled={save.busy}>
        {texts.save}
      </button>
    </ActionForm>
  );
}
