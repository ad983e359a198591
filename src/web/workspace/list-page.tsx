import type { ReactNode } from "react";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { workspace } from "../i18n/workspace.ts";
import { useTexts } from "../lib/use-page.ts";
import { type News, useNews } from "../session/own-news.ts";
import { useList } from "../session/use-list.ts";
import { Freshness } from "./freshness.tsx";

const EVERY_MS = 30_000;

interface ListPageProps<Item> {
  readonly title: string;
  readonly path: string;
  readonly filter: ReactNode;
  readonly empty: string;
  /** Where the list's things come from; `quiet` where that is not what most come to the list for. */
  readonly start: { readonly href: string; readonly label: string; readonly quiet?: boolean };
  /** What tells that the list has changed. */
  readonly news?: News;
  /** `reload` reads the list anew. */
  readonly row: (item: Item, reload: () => void) => ReactNode;
}

/** One's own things, newest first. */
export function ListPage<Item extends { readonly id: string }>(props: ListPageProps<Item>) {
  return (
    <WorkPage title={props.title}>
      <div className="list-head">
        <h1>{props.title}</h1>
        <a className={props.start.quiet ? "button" : "button primary"} href={props.start.href}>
          {props.start.label}
        </a>
      </div>
      {props.filter}
      <Items {...props} />
    </WorkPage>
  );
}

function Items<Item extends { readonly id: string }>({ path, empty, news, row }: ListPageProps<Item>) {
  const texts = useTexts(workspace);
  const list = useList<Item>(path, { everyMs: EVERY_MS });
  useNews(news ?? null, list.reload);
  const { items, error, more } = list;
  if (items === null) return <Loading resources={[list]} />;
  if (items.length === 0) return <p className="empty">{empty}</p>;
  return (
    <>
      <Freshness error={error} />
      <ul className="mission-list">
        {items.map((item) => (
          <li key={item.id}>{row(item, () => void list.reload())}</li>
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
