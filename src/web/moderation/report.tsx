import { use, useState } from "react";
import { useSearchParams } from "react-router";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextArea, TextField } from "../components/field.tsx";
import { Head } from "../components/head.tsx";
import { CodeButton, NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { moderation } from "../i18n/moderation.ts";
import { VISITOR } from "../kept-text/text-store.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import { TextOwner } from "../kept-text/use-kept-text.ts";
import type { Report, ReportReceipt } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { userOf, useSession } from "../session/session.ts";
import { SessionCover } from "../session/session-cover.tsx";
import { useAction } from "../session/use-action.ts";

export const handle: PageHandle = { interactive: true };

/** For anyone, signed in or not; what it is about stands in the address. */
export default function ReportPage() {
  const texts = useTexts(moderation);
  const [parameters] = useSearchParams();
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null);
  const [type, id] = [parameters.get("type"), parameters.get("id")];
  const known = isSubject(type) && id !== null;
  const session = useSession();
  const user = userOf(session);
  const writer = user?.id ?? (session.state === "unknown" ? null : VISITOR);
  const turn = useTurnOf(user?.id ?? null);
  const covered = session.state === "over";
  return (
    <>
      <Head title={texts.reportTitle} noindex />
      <div className="page narrow" hidden={covered}>
        <h1>{receipt === null ? texts.reportTitle : texts.sentTitle}</h1>
        {receipt === null ? null : <p role="status">{texts.sentText(receipt.id)}</p>}
        {receipt === null && !known ? (
          <NeedsCode>
            <p>{texts.reportNothing}</p>
          </NeedsCode>
        ) : null}
        {receipt === null && known ? (
          <TextOwner key={turn} value={writer}>
            <ReportForm subject={{ type, id }} onSent={setReceipt} />
          </TextOwner>
        ) : null}
      </div>
      {covered ? <SessionCover /> : null}
    </>
  );
}

const isSubject = (type: string | null): type is Subject["type"] =>
  type === "mission" || type === "account" || type === "question" || type === "message";

/** Another number once the page is no longer that account's: what it had written there must not stay. */
function useTurnOf(account: string | null): number {
  const [state, setState] = useState({ account, turn: 0 });
  if (state.account !== account) {
    setState({ account, turn: state.account === null ? state.turn : state.turn + 1 });
  }
  return state.turn;
}

type Subject = Report["subject"];

interface ReportFormProps {
  readonly subject: { readonly type: Subject["type"]; readonly id: string };
  readonly onSent: (receipt: ReportReceipt) => void;
}

function ReportForm({ subject, onSent }: ReportFormProps) {
  const texts = useTexts(moderation);
  const locale = useLocale();
  const writer = use(TextOwner);
  const byVisitor = writer === null || writer === VISITOR;
  const [parameters] = useSearchParams();
  const kept = useKeptFields(`report/${subject.id}`, texts.reportTitle);
  const send = useAction(async (form: FormData) => {
    const written = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      subject,
      ...(written("category") !== "" && { category: written("category") }),
      text: written("text"),
      ...(written("name") !== "" && { name: written("name") }),
      ...(written("email") !== "" && { email: written("email") }),
      goodFaith: form.get("goodFaith") !== null,
    };
    onSent(await call<ReportReceipt>("/reports", { method: "POST", body, locale }));
  });
  return (
    <ActionForm action={send} text={kept}>
      <p>{texts.reportText}</p>
      <p className="notice">{texts.reportAbout[subject.type]}</p>
      <Alert message={send.message} fields={send.fields} />
      <SelectField
        name="category"
        label={texts.category}
        value={parameters.get("category") ?? ""}
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
      {byVisitor ? (
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
      ) : null}
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
