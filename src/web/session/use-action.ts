import { useState } from "react";
import { working } from "../i18n/working.ts";
import { useLocale } from "../lib/use-page.ts";
import { ApiError } from "./api-client.ts";
import { refusalText } from "./refusal-text.ts";
import { Refused } from "./refused.ts";
import { isCovered } from "./session.ts";

/** One and the same, so that nothing that looks at it sees a change. */
const NO_FIELDS = {};
const NO_ERRORS: ApiError["errors"] = [];

export interface Action<Input> {
  readonly busy: boolean;
  /** What was refused, in the page's language; null when nothing was. */
  readonly message: string | null;
  /** The API's code for it; null when nothing was refused, or not by the API. */
  readonly code: string | null;
  readonly fields: Readonly<Record<string, string>>;
  /** What the API said of each thing concerned, where it names several of one kind. */
  readonly errors: ApiError["errors"];
  /** Whether it was done. */
  readonly run: (input: Input) => Promise<boolean>;
  /** Refuses on this side what is not worth asking the API. */
  readonly refuse: (fields: Readonly<Record<string, string>>) => void;
}

/** Something a person does that the API may refuse. Runs one at a time. */
export function useAction<Input = void>(act: (input: Input) => Promise<void>): Action<Input> {
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | Refused | null>(null);

  const run = async (input: Input) => {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      await act(input);
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError || problem instanceof Refused)) throw problem;
      if (problem instanceof ApiError && problem.status === 401 && isCovered()) return false;
      setError(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const refusal = error instanceof ApiError ? error : null;
  return {
    busy,
    message: refusal === null ? (error?.message ?? null) : refusalText(refusal, locale),
    code: refusal?.code ?? null,
    fields: error?.fields ?? NO_FIELDS,
    errors: refusal?.errors ?? NO_ERRORS,
    run,
    refuse: (fields) => setError(new Refused(working[locale].correctFields, fields)),
  };
}
