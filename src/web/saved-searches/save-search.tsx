import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { savedSearches } from "../i18n/saved-searches.ts";
import type { SavedSearch } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface SaveSearchProps {
  /** As `GET /missions` is asked. */
  readonly query: string;
  readonly onSaved: () => void;
}

export function SaveSearch({ query, onSaved }: SaveSearchProps) {
  const texts = useTexts(savedSearches);
  const locale = useLocale();
  const save = useAction(async (form: FormData) => {
    const name = String(form.get("name")).trim();
    const body = { query, frequency: String(form.get("frequency")), ...(name !== "" && { name }) };
    await call<SavedSearch>("/me/saved-searches", { method: "POST", body, locale });
    onSaved();
  });
  const asked = new URLSearchParams(query).get("q");
  // What is wrong with the search itself has no field here.
  const wrong = save.errors[0]?.message;
  const message = save.fields.name === undefined && wrong ? wrong : save.message;
  return (
    <section className="stack" aria-labelledby="save">
      <h2 id="save">{texts.saveTitle}</h2>
      <p className="hint">{texts.everyWord}</p>
      <ActionForm action={save}>
        <TextField
          name="name"
          label={texts.name}
          hint={texts.nameHint}
          error={save.fields.name}
          placeholder={asked ?? ""}
          maxLength={200}
          autoComplete="off"
        />
        <SelectField name="frequency" label={texts.frequency} value="daily">
          {Object.entries(texts.frequencies)
            .filter(([frequency]) => frequency !== "off")
            .map(([frequency, label]) => (
              <option key={frequency} value={frequency}>
                {label}
              </option>
            ))}
        </SelectField>
        <Alert message={message} fields={save.fields} />
        <button className="button primary" type="submit" aria-disabled={save.busy}>
          {texts.save}
        </button>
      </ActionForm>
    </section>
  );
}
