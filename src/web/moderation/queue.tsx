import type { ReactNode } from "react";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { refusalText } from "../session/refusal-text.ts";
import type { GrowingList } from "../session/use-list.ts";

interface QueueProps<Item> {
  readonly list: GrowingList<Item>;
  readonly empty: string;
  readonly row: (item: Item) => ReactNode;
}

/** What waits for a moderator, newest first. */
export function Queue<Item extends { readonly id: string }>({ list, empty, row }: QueueProps<Item>) {
  const general = useTexts(working);
  const texts = useTexts(workspace);
  const locale = useLocale();
  const { items, error, more } = list;
  if (error !== null) return <p className="notice danger">{refusalText(error, locale)}</p>;
  if (items === null) return <p role="status">{general.loading}</p>;
  if (items.length === 0) return <p className="empty">{empty}</p>;
  return (
    <>
      <ul className="mission-list">
        {items.map((item) => (
          <li key={item.id}>
            <article className="panel fields">{row(item)}</article>
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
