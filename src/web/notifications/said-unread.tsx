import { useEffect, useRef, useState } from "react";
import { common } from "../i18n/common.ts";
import { notifications as dictionary } from "../i18n/notifications.ts";
import { count as written } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

/** So long what is new has to stay unread: the page that shows it reads it out itself. */
const STAYS_MS = 3_000;

interface SaidUnreadProps {
  /** Null: not known yet. */
  readonly notifications: number | null;
  readonly conversations: number | null;
}

/** Reads out that something new has come: not what was there when the page was opened. */
export function SaidUnread({ notifications, conversations }: SaidUnreadProps) {
  const texts = useTexts(dictionary);
  const { messages } = useTexts(common);
  return (
    <div role="status" className="visually-hidden">
      <Said unread={notifications} of={texts.bell} text={texts.unreadNotifications} />
      <Said unread={conversations} of={messages} text={texts.unreadConversations} />
    </div>
  );
}

interface SaidProps {
  readonly unread: number | null;
  /** What the number is of. */
  readonly of: string;
  readonly text: (count: string) => string;
}

function Said({ unread, of, text }: SaidProps) {
  const locale = useLocale();
  const known = useRef<number | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (unread === null) return;
    if (known.current === null || unread <= known.current) {
      known.current = unread;
      return;
    }
    const timer = setTimeout(() => {
      known.current = unread;
      setSaid(`${of} ${text(written(unread, locale))}`);
    }, STAYS_MS);
    return () => clearTimeout(timer);
  }, [unread, of, text, locale]);
  return said === "" ? null : <p>{said}</p>;
}
