import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { security } from "../i18n/security.ts";
import { working } from "../i18n/working.ts";
import type { List, Session } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { refusalText } from "../session/refusal-text.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { Section, useSection } from "./section.tsx";
import { deviceName } from "./user-agent.ts";

export function SessionsSection() {
  const texts = useTexts(security);
  const general = useTexts(working);
  const locale = useLocale();
  const section = useSection();
  const { value, error, reload } = useResource<List<Session>>("/me/sessions");
  const end = useAction(async ({ path, said }: { path: string; said: string }) => {
    await call(path, { method: "DELETE", locale });
    await reload();
    section.say(said);
  });
  const sessions = value?.items ?? [];
  return (
    <Section title={texts.sessionsTitle} state={section}>
      <p>{texts.sessionsText}</p>
      {error === null ? null : <p className="notice danger">{refusalText(error, locale)}</p>}
      {value === null && error === null ? <p role="status">{general.loading}</p> : null}
      <Alert message={end.message} />
      <ul className="devices">
        {sessions.map((session) => (
          <li key={session.id}>
            <Row
              session={session}
              onEnd={() =>
                void end.run({
                  path: `/me/sessions/${encodeURIComponent(session.id)}`,
                  said: texts.sessionEnded,
                })
              }
            />
          </li>
        ))}
      </ul>
      {sessions.some(({ current }) => !current) ? (
        <div className="actions">
          <ConfirmButton
            danger
            label={texts.endOthers}
            title={texts.endOthersTitle}
            onConfirm={() => void end.run({ path: "/me/sessions", said: texts.othersEnded })}
          >
            <p>{texts.endOthersText}</p>
          </ConfirmButton>
        </div>
      ) : null}
    </Section>
  );
}

function Row({ session, onEnd }: { readonly session: Session; readonly onEnd: () => void }) {
  const texts = useTexts(security);
  const { fullMoment } = useMoments();
  const name = deviceName(session.userAgent, texts.on) ?? texts.unknownDevice;
  return (
    <div className="device">
      <div>
        <p>
          <strong>{name}</strong> {session.current ? <span className="tag">{texts.thisSession}</span> : null}
        </p>
        <p className="label">{texts.lastUsed(fullMoment(session.lastUsedAt))}</p>
        {session.address === null ? null : <p className="label user-text">{session.address}</p>}
      </div>
      {session.current ? null : (
        <button className="button small" type="button" aria-label={texts.endNamed(name)} onClick={onEnd}>
          {texts.end}
        </button>
      )}
    </div>
  );
}
