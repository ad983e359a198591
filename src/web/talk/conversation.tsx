import { useEffect, useRef } from "react";
import { useParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { talk } from "../i18n/talk.ts";
import type { Conversation, Message } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useNews } from "../session/own-news.ts";
import { useList } from "../session/use-list.ts";
import { useResource } from "../session/use-resource.ts";
import { Freshness } from "../workspace/freshness.tsx";
import { ConversationSettings } from "./conversation-settings.tsx";
import { MessageForm } from "./message-form.tsx";
import { MessageText } from "./message-text.tsx";

export const handle: PageHandle = { interactive: true };

/** While messages arrive by themselves, and while they do not. */
const EVERY_WHILE_LIVE_MS = 60_000;
const EVERY_MS = 5_000;

export default function ConversationPage() {
  const texts = useTexts(talk);
  const { id = "" } = useParams();
  return (
    <WorkPage title={texts.messages} className="page narrow">
      <Thread key={id} id={id} />
    </WorkPage>
  );
}

function Thread({ id }: { readonly id: string }) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const path = `/conversations/${encodeURIComponent(id)}`;
  const reading = useRef<() => unknown>(() => {});
  const live = useNews("message", () => reading.current());
  const everyMs = live ? EVERY_WHILE_LIVE_MS : EVERY_MS;
  const conversation = useResource<Conversation>(path, everyMs);
  const messages = useList<Message>(`/conversations/${encodeURIComponent(id)}/messages`, {
    everyMs,
    pageSize: 30,
  });
  const reload = async () => void (await Promise.all([conversation.reload(), messages.reload()]));
  reading.current = reload;
  useReading(path, messages.items?.[0], conversation.value?.unread ?? 0, conversation.reload);
  if (conversation.error?.status === 404) return <h1>{texts.notFound}</h1>;
  if (conversation.value === null || messages.items === null)
    return <Loading resources={[conversation, messages]} />;
  const { mission, part } = conversation.value;
  const other = conversation.value.with;
  const changing = part === "client" && (mission.status === "published" || mission.status === "closed");
  return (
    <div className="stack">
      <header className="work-head">
        <h1>
          <bdi>{texts.conversationWith(other.displayName)}</bdi>
        </h1>
        <p className="facts">
          <a href={pathTo(locale, part === "client" ? "manage" : "offer", { id: mission.id })}>
            <bdi>{mission.title}</bdi>
          </a>
          <a href={pathTo(locale, "conversations")}>{texts.messages}</a>
        </p>
      </header>
      {changing ? (
        <p className="notice">
          {texts.sameForAll} <a href={pathTo(locale, "manage", { id: mission.id })}>{texts.addendum}</a>
        </p>
      ) : null}
      <Freshness error={conversation.error ?? messages.error} />
      {messages.more === null ? null : (
        <button className="button" type="button" onClick={messages.more}>
          {texts.earlier}
        </button>
      )}
      <ol className="messages" aria-live="polite">
        {messages.items.toReversed().map((message) => (
          <li key={message.id} className={message.mine ? "said mine" : "said"}>
            <Sent message={message} links={conversation.value?.atWork === true} />
          </li>
        ))}
      </ol>
      <MessageForm conversation={conversation.value} onSent={reload} />
      <ConversationSettings conversation={conversation.value} onChanged={conversation.reload} />
    </div>
  );
}

function Sent({ message, links }: { readonly message: Message; readonly links: boolean }) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  return (
    <>
      <p className="label">
        <bdi>{message.mine ? texts.youWrote : message.author.displayName}</bdi> ·{" "}
        <time dateTime={message.sentAt}>{fullMoment(message.sentAt)}</time>
        {message.mine ? null : (
          <>
            {" · "}
            <a href={pathTo(locale, "report", {}, { type: "message", id: message.id })} rel="nofollow">
              {texts.reportMessage}
            </a>
          </>
        )}
      </p>
      <MessageText text={message.text} links={links} />
    </>
  );
}

/** What is shown to somebody who looks is read: the pointer goes to the newest message, once for each. */
function useReading(path: string, newest: Message | undefined, unread: number, onRead: () => Promise<void>) {
  const locale = useLocale();
  const told = useRef<string | null>(null);
  const id = newest?.id ?? null;
  useEffect(() => {
    const tell = () => {
      if (id === null || unread === 0 || told.current === id || document.hidden) return;
      told.current = id;
      call(`${path}/read`, { method: "POST", body: { messageId: id }, locale }).then(onRead, () => {
        // Not reached: the next look at the page says it again.
        told.current = null;
      });
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [path, id, unread, locale, onRead]);
}
