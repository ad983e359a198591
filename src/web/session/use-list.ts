import { useCallback, useEffect, useRef, useState } from "react";
import type { List } from "../lib/api-types.ts";
import { useLocale } from "../lib/use-page.ts";
import { ApiError, call } from "./api-client.ts";

export interface GrowingList<Item> {
  /** Null until the first page is there. */
  readonly items: readonly Item[] | null;
  /** What the last reading met with; what was read before stays. */
  readonly error: ApiError | null;
  /** Null when everything is shown. */
  readonly more: (() => void) | null;
  /** Reads what is shown again. */
  readonly reload: () => Promise<void>;
}

export interface ListOptions<Item> {
  /** Reads again what is shown every so often while somebody looks. */
  readonly everyMs?: number;
  readonly pageSize?: number;
  /** By what an item is known, where that is not its `id`; always the same function. */
  readonly idOf?: (item: Item) => string;
}

const byId = (item: unknown) => (item as { readonly id: string }).id;

/** The most that the API gives at once. */
const MOST_AT_ONCE = 100;

interface Shown<Item> extends List<Item> {
  readonly path: string;
}

/** A list of the API, page after page; `path` holds its filters, null reads nothing. */
export function useList<Item>(
  path: string | null,
  { everyMs, pageSize = 20, idOf = byId }: ListOptions<Item> = {},
): GrowingList<Item> {
  const locale = useLocale();
  const [state, setState] = useState<Shown<Item> | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const current = state?.path === path ? state : null;
  const shown = useRef(current);
  shown.current = current;
  // Of two reads under way the later one counts, whichever ends first.
  const latest = useRef(0);

  const read = useCallback(
    async (from: readonly Item[], cursor: string | null, wanted: number) => {
      if (path === null) return;
      latest.current += 1;
      const run = latest.current;
      try {
        const known = new Map(from.map((item) => [idOf(item), item]));
        let next = cursor;
        do {
          const limit = Math.min(wanted - known.size, MOST_AT_ONCE);
          const page = await call<List<Item>>(pageOf(path, next, limit), { locale });
          for (const item of page.items) known.set(idOf(item), item);
          next = page.nextCursor;
        } while (next !== null && known.size < wanted);
        if (run !== latest.current) return;
        setState({ path, items: [...known.values()], nextCursor: next });
        setError(null);
      } catch (problem) {
        if (run === latest.current) setError(problem instanceof ApiError ? problem : new ApiError(0, {}));
      }
    },
    [path, locale, idOf],
  );
  const reload = useCallback(
    () => read([], null, Math.max(pageSize, shown.current?.items.length ?? 0)),
    [read, pageSize],
  );

  useEffect(() => {
    void reload();
    if (everyMs === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);

  const cursor = current?.nextCursor ?? null;
  const grow = () => {
    const items = current?.items ?? [];
    void read(items, cursor, items.length + pageSize);
  };
  return { items: current?.items ?? null, error, more: cursor === null ? null : grow, reload };
}

function pageOf(path: string, cursor: string | null, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor !== null && { cursor }) });
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}
