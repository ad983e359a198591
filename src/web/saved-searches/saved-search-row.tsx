import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { FieldIds, SelectField } from "../components/field.tsx";
import { savedSearches } from "../i18n/saved-searches.ts";
import type { SavedSearch } from "../lib/api-types.ts";
import { count, plural } from "../lib/format.ts";
import { searchPageQuery } from "../lib/saved-search.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface SavedSearchRowProps {
  readonly search: SavedSearch;
  readonly reload: () => Promise<void>;
}

export function SavedSearchRow({ search, reload }: SavedSearchRowProps) {
  const texts = useTexts(savedSearches);
  const locale = useLocale();
  const userText = useUserText();
  const { id, name, newCount, toReview } = search;
  const path = `/me/saved-searches/${id}`;
  const change = useAction(async (body: { frequency?: string; seen?: true }) => {
    await call<SavedSearch>(path, { method: "PATCH", body, locale });
    await reload();
  });
  const remove = useAction(async () => {
    await call(path, { method: "DELETE", locale });
    await reload();
  });
  return (
    <div className="device">
      <div>
        <p>
          <a className="user-text" href={pathTo(locale, "search", {}, searchPageQuery(search))} {...userText}>
            {name}
          </a>{" "}
          {toReview ? <span className="tag">{texts.toReview}</span> : null}
          {newCount === 0 ? null : (
            <span className="tag">{`${count(newCount, locale)} ${plural(newCount, locale, texts.newFound)}`}</span>
          )}
        </p>
        {toReview ? <p className="label">{texts.toReviewText}</p> : null}
      </div>
      <div className="actions">
        {toReview ? null : (
          <FieldIds value={`${id}-`}>
            <SelectField
              name="frequency"
              label={<span className="visually-hidden">{texts.frequencyOf(name)}</span>}
              value={search.frequency}
              onChange={(frequency) => void change.run({ frequency })}
            >
              {Object.entries(texts.frequencies).map(([frequency, label]) => (
                <option key={frequency} value={frequency}>
                  {label}
                </option>
              ))}
            </SelectField>
          </FieldIds>
        )}
        {newCount === 0 ? null : (
          <button
            className="button small"
            type="button"
            aria-label={texts.seenNamed(name)}
            onClick={() => void change.run({ seen: true })}
          >
            {texts.seen}
          </button>
        )}
        <ConfirmButton
          className="button small danger"
          label={texts.remove}
          accessibleLabel={texts.removeNamed(name)}
          title={texts.removeTitle}
          keep={texts.keep}
          danger
          onConfirm={() => remove.run()}
        >
          <p>{texts.removeText}</p>
        </ConfirmButton>
      </div>
      <Alert message={change.message ?? remove.message} />
    </div>
  );
}
