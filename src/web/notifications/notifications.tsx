import { useSearchParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { notifications } from "../i18n/notifications.ts";
import type { Notification } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { partiesToActFor } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useNews } from "../session/own-news.ts";
import { useUser } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useList } from "../session/use-list.ts";
import { Freshness } from "../workspace/freshness.tsx";
import { countAnew } from "./unread.ts";

export { notificationLinks as links } from "./notification-links.ts";
export const handle: PageHandle = { interactive: true };

const EVERY_MS = 60_000;

export default function NotificationsPage() {
  const texts = useTexts(notifications);
  const locale = useLocale();
  return (
    <WorkPage title={texts.title} className="page narrow">
      <div className="list-head">
        <h1>{texts.title}</h1>
        <a className="button" href={pathTo(locale, "preferences")}>
          {texts.toPreferences}
        </a>
      </div>
      <Told />
    </WorkPage>
  );
}

function Told() {
  const texts = useTexts(notifications);
  const locale = useLocale();
  const [query] = useSearchParams();
  const unread = query.get("unread") === "1";
  const user = useUser();
  const list = useList<Notification>(unread ? "/me/notifications?unread=true" : "/me/notifications", {
    everyMs: EVERY_MS,
  });
  const read = useAction(async (body: { readonly ids?: string[]; readonly before?: string }) => {
    await call("/me/notifications/read", { method: "POST", body, locale });
    const counted = user === null ? undefined : countAnew("notifications", user.id, locale);
    await Promise.all([list.reload(), counted]);
  });
  useNews("notification", list.reload);
  const { items, error, more } = list;
  const filter = (of: boolean) => ({
    href: pathTo(locale, "notifications", {}, { unread: of ? 1 : undefined }),
    ...(of === unread && { "aria-current": "page" as const }),
  });
  if (items === null) return <Loading resources={[list]} />;
  const latest = items[0];
  return (
    <>
      <nav className="sorts" aria-label={texts.show}>
        <a {...filter(false)}>{texts.showAll}</a>
        <a {...filter(true)}>{texts.showUnread}</a>
      </nav>
      <Freshness error={error} />
      <Alert message={read.message} />
      {latest === undefined || items.every((one) => one.read) ? null : (
        <p className="actions">
          <button
            className="button small"
            type="button"
            disabled={read.busy}
            onClick={() => void read.run({ before: latest.id })}
          >
            {texts.readAll}
          </button>
        </p>
      )}
      {latest === undefined ? <p className="empty">{unread ? texts.noneUnread : texts.empty}</p> : null}
      <ul className="notifications">
        {items.map((one) => (
          <li key={one.id} className={one.read ? undefined : "unread"}>
            <Line told={one} onOpen={() => (one.read ? undefined : void read.run({ ids: [one.id] }))} />
          </li>
        ))}
      </ul>
      {more === null ? null : (
        <p className="pager">
          <button className="button" type="button" onClick={more}>
            {texts.more}
          </button>
        </p>
      )}
    </>
  );
}

function Line({ told, onOpen }: { readonly told: Notification; readonly onOpen: () => void }) {
  const texts = useTexts(notifications);
  const { moment } = useMoments();
  const userText = useUserText();
  const party = partiesToActFor().find(({ id }) => id === told.partyId);
  const { path, text, createdAt, read } = told;
  return (
    <>
      <p>
        {read ? null : <span className="tag">{texts.unread}</span>}{" "}
        {path === null ? (
          text
        ) : (
          <a href={path} onClick={onOpen} {...userText}>
            {text}
          </a>
        )}
      </p>
      <p className="label">
        <time dateTime={createdAt}>{moment(createdAt)}</time>
        {party === undefined ? null : ` · ${texts.forParty(party.displayName)}`}
      </p>
    </>
  );
}
