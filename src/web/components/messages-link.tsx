import { pathTo } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { notifications } from "../i18n/notifications.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { UnreadNumber } from "./unread-number.tsx";

/** To one's conversations; `unread`: how many of them hold something new. */
export function MessagesLink({ unread }: { readonly unread: number }) {
  const { messages } = useTexts(common);
  const { unreadConversations } = useTexts(notifications);
  const locale = useLocale();
  return (
    <a href={pathTo(locale, "conversations")}>
      {messages} <UnreadNumber counted="conversations" unread={unread} said={unreadConversations} />
    </a>
  );
}

/** On the closed menu: that something waits in it. */
export function MessagesDot({ unread }: { readonly unread: number }) {
  const { messagesWait } = useTexts(notifications);
  return (
    <span className="menu-dot" data-waits="conversations" hidden={unread === 0}>
      <span className="visually-hidden"> {messagesWait}</span>
    </span>
  );
}
