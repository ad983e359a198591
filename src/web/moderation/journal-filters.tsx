import { useSearchParams } from "react-router";
import { SelectField, TextField } from "../components/field.tsx";
import { journal } from "../i18n/journal.ts";
import { useTexts } from "../lib/use-page.ts";
import { journalFilters, journalMoments } from "./journal-query.ts";

const typed = ["action", "actorId", "partyId", "resourceType", "resourceId"] as const;

/** What the page's address asks for; `errors` is what the API said of it, by field. */
export function JournalFilters({ errors }: { readonly errors: Readonly<Record<string, string>> }) {
  const texts = useTexts(journal);
  const [parameters, setParameters] = useSearchParams();
  const asked = (name: string) => parameters.get(name) ?? "";
  return (
    <search>
      {/* Anew for each address: so are the fields' first values. */}
      <form
        key={parameters.toString()}
        className="fields"
        aria-label={texts.filters}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const given = [...journalFilters, ...journalMoments].map((name) => [name, String(form.get(name))]);
          setParameters(Object.fromEntries(given.filter(([, value]) => value?.trim() !== "")));
        }}
      >
        <div className="filter-fields">
          {typed.map((name) => (
            <TextField
              key={name}
              name={name}
              label={texts[name]}
              {...(name === "action" && { hint: texts.actionHint })}
              error={errors[name]}
              defaultValue={asked(name)}
              maxLength={100}
              autoCapitalize="none"
              spellCheck={false}
            />
          ))}
          <SelectField name="result" label={texts.result} value={asked("result")}>
            {["", "done", "refused"].map((result) => (
              <option key={result} value={result}>
                {texts.results[result]}
              </option>
            ))}
          </SelectField>
          {journalMoments.map((name) => (
            <TextField
              key={name}
              name={name}
              type="datetime-local"
              label={texts[name]}
              error={errors[name]}
              defaultValue={asked(name)}
            />
          ))}
        </div>
        <div className="actions">
          <button className="button primary" type="submit">
            {texts.apply}
          </button>
          <button className="button" type="button" onClick={() => setParameters({})}>
            {texts.clear}
          </button>
        </div>
      </form>
    </search>
  );
}
