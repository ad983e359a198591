import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { organisations } from "../i18n/organisations.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import type { List, Party } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { actingParty, chooseParty, forgetParties } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

/** For whom one may act, and how an organisation begins. */
export default function Organisations() {
  const texts = useTexts(organisations);
  return (
    <WorkPage title={texts.all} className="page form-page">
      <h1>{texts.all}</h1>
      <p className="lead">{texts.intro}</p>
      <OwnParties />
      <section className="stack" aria-labelledby="found">
        <h2 id="found">{texts.foundTitle}</h2>
        <p className="hint">{texts.foundText}</p>
        <FoundForm />
      </section>
    </WorkPage>
  );
}

function OwnParties() {
  const texts = useTexts(organisations);
  const resource = useResource<List<Party>>("/me/parties");
  if (resource.value === null) return <Loading resources={[resource]} />;
  const { items } = resource.value;
  return (
    <>
      <ul className="devices">
        {items.map((party) => (
          <li key={party.id}>
            <PartyRow party={party} />
          </li>
        ))}
      </ul>
      {items.length > 1 ? null : <p className="hint">{texts.none}</p>}
    </>
  );
}

function PartyRow({ party }: { readonly party: Party }) {
  const texts = useTexts(organisations);
  const locale = useLocale();
  const userText = useUserText();
  const { id, displayName, own, kind, role, memberCount } = party;
  const present = own ? actingParty() === null : actingParty()?.id === id;
  const about = [texts.kinds[kind], role === null ? "" : texts.roles[role], texts.memberCount(memberCount)];
  return (
    <div className="device">
      <div>
        <p>
          <strong className="user-text" {...userText}>
            {displayName}
          </strong>{" "}
          {present ? <span className="tag">{texts.acting}</span> : null}
        </p>
        <p className="label">{own ? texts.own : about.filter(Boolean).join(" · ")}</p>
      </div>
      <div className="actions">
        {present ? null : (
          <button
            className="button small"
            type="button"
            aria-label={own ? texts.actOwn : texts.actInList(displayName)}
            onClick={() => chooseParty(own ? null : id)}
          >
            {own ? texts.actOwn : texts.act}
          </button>
        )}
        {own ? null : (
          <a
            className="button small"
            aria-label={texts.manageNamed(displayName)}
            href={pathTo(locale, "organisation", { id })}
          >
            {texts.manage}
          </a>
        )}
      </div>
    </div>
  );
}

function FoundForm() {
  const texts = useTexts(organisations);
  const locale = useLocale();
  const text = useKeptFields("organisation", texts.foundTitle);
  const found = useAction(async (form: FormData) => {
    const body = { kind: String(form.get("kind")), displayName: String(form.get("displayName")).trim() };
    const { id } = await call<Party>("/parties", { method: "POST", body, locale });
    forgetParties();
    text.arrived();
    goTo(pathTo(locale, "organisation", { id }));
  });
  return (
    <ActionForm action={found} text={text}>
      <SelectField name="kind" label={texts.kind} value="company" error={found.fields.kind}>
        {(["company", "association", "public_body"] as const).map((kind) => (
          <option key={kind} value={kind}>
            {texts.kinds[kind]}
          </option>
        ))}
      </SelectField>
      <TextField
        name="displayName"
        label={texts.name}
        hint={texts.nameHint}
        error={found.fields.displayName}
        autoComplete="organization"
        maxLength={100}
        required
      />
      <Alert message={found.message} fields={found.fields} />
      <button className="button primary" type="submit" aria-disabled={found.busy}>
        {texts.found}
      </button>
    </ActionForm>
  );
}
