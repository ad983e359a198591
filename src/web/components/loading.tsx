import { working } from "../i18n/working.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { refusalText } from "../session/refusal-text.ts";
import type { Resource } from "../session/use-resource.ts";

interface LoadingProps {
  readonly resources: readonly Pick<Resource<unknown>, "error" | "reload">[];
}

/** In the place of what is being read; says why when it could not be, and reads it again. */
export function Loading({ resources }: LoadingProps) {
  const texts = useTexts(working);
  const locale = useLocale();
  const error = resources.find((resource) => resource.error !== null)?.error ?? null;
  if (error === null) return <p role="status">{texts.loading}</p>;
  const retry = () => {
    for (const { reload } of resources) void reload();
  };
  return (
    <div className="stack">
      <div role="alert">
        <p className="notice danger">{refusalText(error, locale)}</p>
      </div>
      <p>
        <button className="button" type="button" onClick={retry}>
          {texts.retry}
        </button>
      </p>
    </div>
  );
}
