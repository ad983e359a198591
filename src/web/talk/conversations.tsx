import { Link, useSearchParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import type { PageHandle } from "../context.ts";
import { talk } from "../i18n/talk.ts";
import type { Conversation } from "../lib/api-types.ts";
import { count } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { ListPage } from "../workspace/list-page.tsx";

export const handle: PageHandle = { interactive: true };

export default function Conversations() {
  const texts = useTexts(talk);
  const locale = useLocale();
  const [parameters] = useSearchParams();
  const unread = parameters.get("unread") === "true";
  const choice = (only: boolean, label: string) => (
    <Link
      to={pathTo(locale, "conversations", {}, only ? { unread: "true" } : {})}
      aria-current={only === unread ? "page" : undefined}
    >
      {label}
    </Link>
  );
  return (
    <ListPage<Conversation>
      title={texts.messages}
      news="message"
      path={unread ? "/me/conversations?unread=true" : "/me/conversations"}
      filter={
        <nav className="sorts" aria-label={texts.messages}>
          {choice(false, texts.all)}
          {choice(true, texts.unreadOnly)}
        </nav>
      }
      empty={unread ? texts.noUnread : texts.noMessages}
      start={{ href: pathTo(locale, "myOffers"), label: texts.toOffers, quiet: true }}
      row={(conversation) => <Row conversation={conversation} />}
    />
  );
}

function Row({ conversation }: { readonly conversation: Conversation }) {
  const texts = useTexts(talk);
  const userText = useUserText();
  const locale = useLocale();
  const { moment } = useMoments();
  const { lastMessage, unread, muted } = conversation;
  return (
    <article className="mission-card">
      <div className="what">
        <p className="tags">
          {unread === 0 ? null : (
            <span className="tag category">
              {unread === 1 ? texts.unreadOne : texts.unread(unread >= 100 ? "99+" : count(unread, locale))}
            </span>
          )}
          {muted ? <span className="tag">{texts.muted}</span> : null}
        </p>
        <h2 className="small-heading">
          <Link to={pathTo(locale, "conversation", { id: conversation.id })} {...userText}>
            {conversation.with.displayName}
          </Link>
        </h2>
        <p className="label">
          {texts.on} <bdi>{conversation.mission.title}</bdi> ·{" "}
          <time dateTime={lastMessage.sentAt}>{moment(lastMessage.sentAt)}</time>
        </p>
        <p className="excerpt" {...userText}>
          {lastMessage.mine ? `${texts.you} ` : ""}
          {lastMessage.text}
        </p>
      </div>
    </article>
  );
}
