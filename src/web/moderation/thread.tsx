import { useState } from "react";
import { useSearchParams } from "react-router";
import { contactDetailIn } from "../../shared/contact-details.ts";
import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import type { PageHandle } from "../context.ts";
import { moderatedThread } from "../i18n/moderated-thread.ts";
import { moderation } from "../i18n/moderation.ts";
import type { Message } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { MessageText } from "../talk/message-text.tsx";
import { Freshness } from "../workspace/freshness.tsx";
import { ModerationPage } from "./moderation-page.tsx";

export const handle: PageHandle = { interactive: true };

/** What two parties have written to each other, for a report of a message or a dispute: read at the press of a button. */
export default function ModeratedThread() {
  const texts = useTexts(moderatedThread);
  const [query] = useSearchParams();
  const report = query.get("report");
  const mission = query.get("mission");
  return (
    <ModerationPage section={report === null ? "missions" : "reports"} heading={texts.title}>
      {report === null && mission === null ? (
        <p className="empty">{texts.nothing}</p>
      ) : (
        <Thread
          path={
            report === null
              ? `/admin/missions/${encodeURIComponent(mission ?? "")}/messages`
              : `/admin/reports/${encodeURIComponent(report)}/messages`
          }
          reported={query.get("message")}
        />
      )}
    </ModerationPage>
  );
}

/** Opening the page, or coming back to it, reads nothing: the log says what somebody has chosen to read. */
function Thread({ path, reported }: { readonly path: string; readonly reported: string | null }) {
  const texts = useTexts(moderatedThread);
  const [reads, setReads] = useState(false);
  if (reads) return <Messages path={path} reported={reported} />;
  return (
    <section className="panel fields">
      <p>{texts.text}</p>
      <p className="actions">
        <button className="button primary" type="button" onClick={() => setReads(true)}>
          {texts.read}
        </button>
      </p>
    </section>
  );
}

function Messages({ path, reported }: { readonly path: string; readonly reported: string | null }) {
  const texts = useTexts(moderatedThread);
  const list = useList<Message>(path, { pageSize: 50 });
  const { items, error, more } = list;
  if (error?.status === 404) return <p className="empty">{texts.nothing}</p>;
  if (error?.status === 403) return <p className="notice danger">{texts.ofSide}</p>;
  if (items === null) return <Loading resources={[list]} />;
  const first = items.at(-1)?.author.id;
  return (
    <div className="stack">
      <p role="status" className="notice">
        {texts.noted}
      </p>
      <Freshness error={error} />
      <MissionOf message={items[0]} />
      {more === null ? null : (
        <button className="button" type="button" onClick={more}>
          {texts.earlier}
        </button>
      )}
      <ol className="messages">
        {items.toReversed().map((message) => (
          <li key={message.id} className={message.author.id === first ? "said" : "said mine"}>
            <Sent message={message} reported={message.id === reported} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function MissionOf({ message }: { readonly message: Message | undefined }) {
  const { seeMission } = useTexts(moderation);
  const locale = useLocale();
  if (message === undefined) return null;
  return (
    <p>
      <a href={pathTo(locale, "moderationMissions", {}, { mission: message.missionId })}>{seeMission}</a>
    </p>
  );
}

function Sent({ message, reported }: { readonly message: Message; readonly reported: boolean }) {
  const texts = useTexts(moderatedThread);
  const { fullMoment } = useMoments();
  const contact = contactDetailIn(message.text) !== null;
  return (
    <>
      <p className="label">
        <bdi>{message.author.displayName}</bdi> ·{" "}
        <time dateTime={message.sentAt}>{fullMoment(message.sentAt)}</time>
      </p>
      {reported || contact ? (
        <p className="tags">
          {reported ? <span className="tag category">{texts.reported}</span> : null}
          {contact ? <span className="tag">{texts.holdsContact}</span> : null}
        </p>
      ) : null}
      <MessageText text={message.text} links={false} />
    </>
  );
}
