import { useCallback, useEffect, useRef, useState } from "react";
import { useLocale } from "../lib/use-page.ts";
import { type Answered, ApiError, exchange } from "./api-client.ts";

export interface Resource<Value> {
  readonly value: Value | null;
  /** Of the answer that `value` came with. */
  readonly etag: string | null;
  readonly error: ApiError | null;
  readonly reload: () => Promise<void>;
}

/** Reads a path of the API, again every `everyMs` while somebody looks. `null` reads nothing yet. */
export function useResource<Value>(path: string | null, everyMs?: number): Resource<Value> {
  const locale = useLocale();
  const [state, setState] = useState<({ path: string } & Answered<Value>) | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  // Of two reads under way the later one counts, whichever ends first.
  const latest = useRef(0);
  const reload = useCallback(async () => {
    if (path === null) return;
    latest.current += 1;
    const run = latest.current;
    try {
      const answered = await exchange<Value>(path, { locale });
      if (run !== latest.current) return;
      setState({ path, ...answered });
      setError(null);
    } catch (problem) {
      if (run === latest.current) setError(problem instanceof ApiError ? problem : new ApiError(0, {}));
    }
  }, [path, locale]);

  useEffect(() => {
    void reload();
    if (everyMs === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);

  const { value, etag } = state?.path === path ? state : { value: null, etag: null };
  return { value, etag, error, reload };
}
