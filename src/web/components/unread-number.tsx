import { count as written } from "../lib/format.ts";
import { useLocale } from "../lib/use-page.ts";
import { type Counted, MOST_COUNTED } from "../notifications/unread-store.ts";

interface UnreadNumberProps {
  readonly counted: Counted;
  readonly unread: number;
  /** What is read out of a number as it is written; our script on public pages puts the number in the place of "#". */
  readonly said: (count: string) => string;
}

/** How much is unread: to the eye a number, said in words to whoever listens; nothing where there is none. */
export function UnreadNumber({ counted, unread, said }: UnreadNumberProps) {
  const locale = useLocale();
  const shown = unread > MOST_COUNTED ? `${MOST_COUNTED}+` : written(unread, locale);
  return (
    <span className="unread-count" data-counted={counted} data-label={said("#")} hidden={unread === 0}>
      <span aria-hidden="true">{shown}</span>
      <span className="visually-hidden"> {said(shown)}</span>
    </span>
  );
}
