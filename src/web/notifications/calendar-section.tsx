import { useState } from "react";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { Loading } from "../components/loading.tsx";
import { calendars } from "../i18n/calendars.ts";
import type { Calendar, NewCalendar } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";

/** The part of a page by which one's deadlines come into one's own calendar program. */
export function CalendarSection() {
  const texts = useTexts(calendars);
  const resource = useResource<Calendar>("/me/calendar");
  return (
    <section className="stack" aria-labelledby="calendar">
      <h2 id="calendar">{texts.title}</h2>
      <p className="hint">{texts.explained}</p>
      {resource.value === null ? (
        <Loading resources={[resource]} />
      ) : (
        <SecretAddress since={resource.value.since} onChanged={resource.reload} />
      )}
    </section>
  );
}

interface SecretAddressProps {
  readonly since: string | null;
  readonly onChanged: () => Promise<void>;
}

/** The address is shown when it is made and never again: Swideal itself does not know it any more. */
function SecretAddress({ since, onChanged }: SecretAddressProps) {
  const texts = useTexts(calendars);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  const [url, setUrl] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const make = useAction(async () => {
    const made = await call<NewCalendar>("/me/calendar", { method: "POST", locale });
    setUrl(made.url);
    setSaid(texts.made);
    await onChanged();
  });
  const revoke = useAction(async () => {
    await call("/me/calendar", { method: "DELETE", locale });
    setUrl(null);
    setSaid(texts.revoked);
    await onChanged();
  });
  const copy = async (address: string) => {
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    setSaid(copied ? texts.copied : texts.copyFailed);
  };
  return (
    <>
      {url === null ? null : (
        <div className="field">
          <label htmlFor="calendar-address">{texts.address}</label>
          <input
            id="calendar-address"
            type="text"
            value={url}
            readOnly
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
      {since === null || url !== null ? null : <p>{texts.since(fullMoment(since))}</p>}
      <Alert message={make.message ?? revoke.message} />
      <div role="status">{said === null ? null : <p className="notice">{said}</p>}</div>
      <p className="actions">
        {url === null ? null : (
          <button className="button" type="button" onClick={() => void copy(url)}>
            {texts.copy}
          </button>
        )}
        {since === null ? (
          <button className="button" type="button" disabled={make.busy} onClick={() => void make.run()}>
            {texts.make}
          </button>
        ) : (
          <>
            <ConfirmButton label={texts.renew} title={texts.renewTitle} onConfirm={() => make.run()}>
              <p>{texts.renewText}</p>
            </ConfirmButton>
            <ConfirmButton
              danger
              label={texts.revoke}
              title={texts.revokeTitle}
              onConfirm={() => revoke.run()}
            >
              <p>{texts.revokeText}</p>
            </ConfirmButton>
          </>
        )}
      </p>
    </>
  );
}
