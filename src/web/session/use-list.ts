import { useCallback, useEffect, useState } from "react";
import type { List } from "../lib/api-types.ts";
import { useLocale } from "../lib/use-page.ts";
import { ApiError, call } from "./api-client.ts";

export interface GrowingList<Item> {
  /** Null until the first page is there. */
  readonly items: readonly Item[] | null;
  readonly error: ApiError | null;
  /** Null when everything is shown. */
  readonly more: (() => void) | null;
}

/** A list of the API, page after page; `path` holds its filters. */
export function useList<Item>(path: string): GrowingList<Item> {
  const locale = useLocale();
  const [pages, setPages] = useState<{ path: string; pages: readonly List<Item>[] }>({ path, pages: [] });
  const [error, setError] = useState<ApiError | null>(null);

  const load = useCallback(
    async (before: readonly List<Item>[]) => {
      const cursor = before.at(-1)?.nextCursor ?? null;
      const query =
        cursor === null ? "" : `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
      try {
        const page = await call<List<Item>>(path + query, { locale });
        setPages({ path, pages: [...before, page] });
        setError(null);
      } catch (problem) {
        setError(problem instanceof ApiError ? problem : new ApiError(0, {}));
      }
    },
    [path, locale],
  );
  useEffect(() => void load([]), [load]);

  const shown = pages.path === path ? pages.pages : [];
  return {
    items: shown.length === 0 ? null : shown.flatMap(({ items }) => items),
    error,
    more: (shown.at(-1)?.nextCursor ?? null) === null ? null : () => void load(shown),
  };
}
