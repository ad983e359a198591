import { useState } from "react";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";
import { ApiError } from "./api-client.ts";

export interface Action<Input> {
  readonly busy: boolean;
  /** What was refused, in the page's language; null when nothing was. */
  readonly message: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly run: (input: Input) => Promise<void>;
}

/** Something a person does that the API may refuse. Runs one at a time. */
export function useAction<Input = void>(act: (input: Input) => Promise<void>): Action<Input> {
  const texts = useTexts(working);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const run = async (input: Input) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await act(input);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    message: error === null ? null : error.detail || texts.networkFailed,
    fields: error?.fields ?? {},
    run,
  };
}
