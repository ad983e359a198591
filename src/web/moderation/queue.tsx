import type { ReactNode } from "react";
import { Loading } from "../components/loading.tsx";
import { workspace } from "../i18n/workspace.ts";
import { useTexts } from "../lib/use-page.ts";
import type { GrowingList } from "../session/use-list.ts";
import { Freshness } from "../workspace/freshness.tsx";

interface QueueProps<Item> {
  readonly list: GrowingList<Item>;
  readonly empty: string;
  readonly row: (item: Item) => ReactNode;
}

/** What waits for a moderator, newest first. */
export function Queue<Item extends { readonly id: string }>({ list, empty, row }: QueueProps<Item>) {
  const texts = useTexts(workspace);
  const { items, error, more } = list;
  if (items === null) return <Loading resources={[list]} />;
  if (items.length === 0) return <p className="empty">{empty}</p>;
  return (
    <>
      <Freshness error={error} />
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
