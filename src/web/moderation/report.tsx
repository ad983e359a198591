import { useState } from "react";
import { useSearchParams } from "react-router";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextArea, TextField } from "../components/field.tsx";
import { Head } from "../components/head.tsx";
import { CodeButton, NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { moderation } from "../i18n/moderation.ts";
import type { ReportReceipt } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useSession } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";

export const handle: PageHandle = { interactive: true };

/** For anyone, signed in or not; what it is about stands in the address. */
export default function ReportPage() {
  const texts = useTexts(moderation);
  const [parameters] = useSearchParams();
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null);
  const [type, id] = [parameters.get("type"), parameters.get("id")];
  const known = (type === "mission" || type === "account") && id !== null;
  return (
    <div className="page narrow">
      <Head title={texts.reportTitle} noindex />
      <h1>{receipt === null ? texts.reportTitle : texts.sentTitle}</h1>
      {receipt === null ? null : <p role="status">{texts.sentText(receipt.id)}</p>}
      {receipt === null && !known ? (
        <NeedsCode>
          <p>{texts.reportNothing}</p>
        </NeedsCode>
      ) : null}
      {receipt === null && known ? <ReportForm subject={{ type, id }} onSent={setReceipt} /> : null}
    </div>
  );
}

interface ReportFormProps {
  readonly subject: { readonly type: "mission" | "account"; readonly id: string };
  readonly onSent: (receipt: ReportReceipt) => void;
}

function ReportForm({ subject, onSent }: ReportFormProps) {
  const texts = useTexts(moderation);
  const locale = useLocale();
  const session = useSession();
  const [parameters] = useSearchParams();
  const [category, setCategory] = useState(parameters.get("category") ?? "");
  const send = useAction(async (form: FormData) => {
    const written = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      subject,
      category: category === "" ? undefined : category,
      text: written("text"),
      ...(written("name") !== "" && { name: written("name") }),
      ...(written("email") !== "" && { email: written("email") }),
      goodFaith: form.get("goodFaith") !== null,
    };
    onSent(await call<ReportReceipt>("/reports", { method: "POST", body, locale }));
  });
  return (
    <ActionForm action={send}>
      <p>{texts.reportText}</p>
      <p className="notice">{texts.reportAbout[subject.type]}</p>
      <Alert message={send.message} />
      <SelectField
        name="category"
        label={texts.category}
        value={category}
        onChange={setCategory}
        error={send.fields.category}
      >
        <option value="">{texts.choose}</option>
        {Object.entries(texts.categories).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextArea
        name="text"
        label={texts.text}
        hint={texts.textHint}
        rows={7}
        maxLength={5_000}
        error={send.fields.text}
      />
      {session.state === "signedIn" ? null : (
        <>
          <TextField
            name="name"
            label={texts.name}
            autoComplete="name"
            maxLength={200}
            error={send.fields.name}
          />
          <TextField
            name="email"
            type="email"
            label={texts.email}
            hint={texts.emailHint}
            autoComplete="email"
            maxLength={254}
            error={send.fields.email}
          />
        </>
      )}
      <div className="check">
        <input
          id="goodFaith"
          name="goodFaith"
          type="checkbox"
          {...(send.fields.goodFaith !== undefined && {
            "aria-invalid": true,
            "aria-describedby": "goodFaith-error",
          })}
        />
        <label htmlFor="goodFaith">{texts.goodFaith}</label>
      </div>
      {send.fields.goodFaith === undefined ? null : (
        <p className="error" id="goodFaith-error">
          {send.fields.goodFaith}
        </p>
      )}
      <CodeButton className="button primary" type="submit" busy={send.busy}>
        {texts.send}
      </CodeButton>
    </ActionForm>
  );
}
