import { pathTo } from "../../shared/page-paths.ts";
import { notifications } from "../i18n/notifications.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { Icon } from "./icon.tsx";
import { UnreadNumber } from "./unread-number.tsx";

/** `unread` absent: the template that our script fills. */
export function Bell({ unread = 0 }: { readonly unread?: number }) {
  const texts = useTexts(notifications);
  const locale = useLocale();
  return (
    <a className="bell" href={pathTo(locale, "notifications")}>
      <Icon name="bell" />
      <span className="visually-hidden">{texts.bell}</span>
      <UnreadNumber counted="notifications" unread={unread} said={texts.unreadNotifications} />
    </a>
  );
}
