import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { OwnContact } from "../contact/own-contact.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { profile } from "../i18n/profile.ts";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import { useKeptText } from "../kept-text/use-kept-text.ts";
import type { User } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { changeUser, useUser } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";

export { accountLinks as links } from "./account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function Profile() {
  const texts = useTexts(profile);
  const locale = useLocale();
  const user = useUser();
  return (
    <WorkPage title={texts.title} className="page narrow">
      <h1>{texts.title}</h1>
      {user === null ? null : <ProfileForm user={user} />}
      {user === null ? null : <OwnContact />}
      <p>
        <a href={pathTo(locale, "security")}>{texts.toSecurity}</a>
      </p>
      <p>
        <a href={pathTo(locale, "myData")}>{texts.toData}</a>
      </p>
    </WorkPage>
  );
}

function ProfileForm({ user }: { readonly user: User }) {
  const texts = useTexts(profile);
  const { displayName, displayNameHint } = useTexts(account);
  const locale = useLocale();
  const base = { displayName: user.displayName, language: user.locale as string };
  const text = useKeptText("profile", base, texts.title);
  const { values, set } = text;
  const [saved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    const body = { displayName: values.displayName.trim(), locale: values.language };
    const changed = await call<User>("/me", { method: "PATCH", body, locale });
    text.arrived(values, { displayName: changed.displayName, language: changed.locale });
    changeUser(changed);
    setSaved(true);
  });
  return (
    <ActionForm action={{ run: () => save.run() }}>
      <FoundNotice text={text} />
      <TextField
        name="displayName"
        label={displayName}
        hint={displayNameHint}
        error={save.fields.displayName}
        value={values.displayName}
        onChange={(event) => set({ displayName: event.target.value })}
        autoComplete="name"
        maxLength={100}
        required
      />
      <SelectField
        name="locale"
        label={texts.language}
        hint={texts.languageHint}
        value={values.language}
        onChange={(language) => set({ language })}
      >
        <option value="fr">Français</option>
        <option value="en">English</option>
      </SelectField>
      <Alert message={save.message} fields={save.fields} />
      <div role="status">{saved ? <p className="notice">{texts.saved}</p> : null}</div>
      <button className="button primary" type="submit" aria-disabled={save.busy}>
        {texts.save}
      </button>
    </ActionForm>
  );
}
