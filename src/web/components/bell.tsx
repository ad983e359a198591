import { pathTo } from "../../shared/page-paths.ts";
import { notifications } from "../i18n/notifications.ts";
import { count as written } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { MOST_COUNTED } from "../notifications/unread-store.ts";
import { Icon } from "./icon.tsx";

/** `unread` absent: the template that our script fills. */
export function Bell({ unread = 0 }: { readonly unread?: number }) {
  const texts = useTexts(notifications);
  const locale = useLocale();
  const many = unread > MOST_COUNTED ? `${MOST_COUNTED}+` : written(unread, locale);
  return (
    <a
      className="bell"
      href={pathTo(locale, "notifications")}
      aria-label={unread === 0 ? texts.bell : texts.bellUnread(many)}
      data-bell=""
      data-label={texts.bellUnread("#")}
    >
      <Icon name="bell" />
      <span className="bell-count" aria-hidden="true" data-unread="" hidden={unread === 0}>
        {unread === 0 ? "" : many}
      </span>
    </a>
  );
}
