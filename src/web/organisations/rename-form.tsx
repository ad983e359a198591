import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { organisations } from "../i18n/organisations.ts";
import type { Party } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { forgetParties } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface RenameFormProps {
  readonly party: Party;
  readonly onChanged: () => Promise<void>;
}

export function RenameForm({ party, onChanged }: RenameFormProps) {
  const texts = useTexts(organisations);
  const locale = useLocale();
  const [saved, setSaved] = useState(false);
  const rename = useAction(async (form: FormData) => {
    setSaved(false);
    const body = { displayName: String(form.get("displayName")).trim() };
    await call(`/parties/${encodeURIComponent(party.id)}`, { method: "PATCH", body, locale });
    forgetParties();
    await onChanged();
    setSaved(true);
  });
  return (
    <section className="stack" aria-labelledby="rename">
      <h2 id="rename">{texts.rename}</h2>
      <ActionForm action={rename}>
        <TextField
          name="displayName"
          label={texts.name}
          hint={texts.nameHint}
          error={rename.fields.displayName}
          defaultValue={party.displayName}
          autoComplete="organization"
          maxLength={100}
          required
        />
        <Alert message={rename.message} fields={rename.fields} />
        <div role="status">{saved ? <p className="notice">{texts.renamed}</p> : null}</div>
        <button className="button primary" type="submit" aria-disabled={rename.busy}>
          {texts.rename}
        </button>
      </ActionForm>
    </section>
  );
}
