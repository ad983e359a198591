import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { notifications } from "../i18n/notifications.ts";
import type { Preferences } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { CalendarSection } from "./calendar-section.tsx";

export { notificationLinks as links } from "./notification-links.ts";
export const handle: PageHandle = { interactive: true };

type Preference = Preferences["items"][number];
const MAILS = ["instant", "digest", "off"] as const;

export default function PreferencesPage() {
  const texts = useTexts(notifications);
  return (
    <WorkPage title={texts.preferences} className="page narrow">
      <h1>{texts.preferences}</h1>
      <p className="lead">{texts.preferencesText}</p>
      <Mails />
      <CalendarSection />
    </WorkPage>
  );
}

function Mails() {
  const resource = useResource<Preferences>("/me/notification-preferences");
  const { value } = resource;
  if (value === null) return <Loading resources={[resource]} />;
  return <MailForm preferences={value} onChanged={resource.reload} />;
}

interface MailFormProps {
  readonly preferences: Preferences;
  readonly onChanged: () => Promise<void>;
}

function MailForm({ preferences: { items, mailStopped }, onChanged }: MailFormProps) {
  const texts = useTexts(notifications);
  const locale = useLocale();
  const [saved, setSaved] = useState(false);
  const free = items.filter(({ service }) => !service);
  const save = useAction(async (form: FormData) => {
    setSaved(false);
    const chosen = free.map(({ kind, mail }) => ({ kind, mail: String(form.get(kind) ?? mail) }));
    await call("/me/notification-preferences", { method: "PATCH", body: { items: chosen }, locale });
    await onChanged();
    setSaved(true);
  });
  return (
    <>
      {mailStopped ? (
        <p className="notice danger">
          {texts.mailStopped} <a href={pathTo(locale, "security")}>{texts.toAddress}</a>
        </p>
      ) : null}
      <ActionForm action={{ run: (form) => save.run(form) }}>
        <h2>{texts.chosen}</h2>
        {free.map((one) => (
          <Choice key={one.kind} preference={one} />
        ))}
        <Alert message={save.message} />
        <div role="status">{saved ? <p className="notice">{texts.saved}</p> : null}</div>
        <button className="button primary" type="submit" aria-disabled={save.busy}>
          {texts.save}
        </button>
      </ActionForm>
      <section className="stack" aria-labelledby="always">
        <h2 id="always">{texts.always}</h2>
        <p className="hint">{texts.alwaysText}</p>
        <ul className="plain-list">
          {items.map(({ kind, label, service }) => (service ? <li key={kind}>{label}</li> : null))}
        </ul>
      </section>
    </>
  );
}

/** One of three, each with its words: nothing has to be opened to see what is chosen. */
function Choice({ preference: { kind, label, mail } }: { readonly preference: Preference }) {
  const texts = useTexts(notifications);
  return (
    <fieldset className="mail-choice">
      <legend>{label}</legend>
      {MAILS.map((one) => (
        <label key={one}>
          <input type="radio" name={kind} value={one} defaultChecked={one === mail} />
          {texts.mails[one]}
        </label>
      ))}
    </fieldset>
  );
}
