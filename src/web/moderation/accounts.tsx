import { useSearchParams } from "react-router";
import { TextField } from "../components/field.tsx";
import type { PageHandle } from "../context.ts";
import { moderation } from "../i18n/moderation.ts";
import type { ManagedUser } from "../lib/api-types.ts";
import { day } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { AccountDecisions } from "./account-decisions.tsx";
import { ModerationPage } from "./moderation-page.tsx";
import { Queue } from "./queue.tsx";

export const handle: PageHandle = { interactive: true };

export default function ModeratedAccounts() {
  return (
    <ModerationPage section="accounts">
      <FindAccount />
      <AccountQueue />
    </ModerationPage>
  );
}

function FindAccount() {
  const texts = useTexts(moderation);
  const [parameters, setParameters] = useSearchParams();
  return (
    <search>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          const q = String(new FormData(event.currentTarget).get("q")).trim();
          setParameters(q === "" ? {} : { q });
        }}
      >
        <TextField
          name="q"
          type="search"
          label={texts.search}
          defaultValue={parameters.get("q") ?? ""}
          maxLength={254}
        />
        <div className="actions">
          <button className="button" type="submit">
            {texts.find}
          </button>
        </div>
      </form>
    </search>
  );
}

function AccountQueue() {
  const texts = useTexts(moderation);
  const [parameters] = useSearchParams();
  const q = parameters.get("q") ?? "";
  const list = useList<ManagedUser>(q === "" ? "/admin/users" : `/admin/users?q=${encodeURIComponent(q)}`);
  return (
    <Queue
      list={list}
      empty={texts.noAccounts}
      row={(user) => <AccountRow user={user} reload={list.reload} />}
    />
  );
}

function AccountRow({ user, reload }: { readonly user: ManagedUser; readonly reload: () => Promise<void> }) {
  const texts = useTexts(moderation);
  const locale = useLocale();
  const { timeZone } = useSite();
  return (
    <>
      <p className="tags">
        {user.suspendedAt === null ? null : <span className="tag status hidden">{texts.suspended}</span>}
        {user.roles.map((role) => (
          <span key={role} className="tag">
            {texts.roles[role]}
          </span>
        ))}
      </p>
      <h2 className="small-heading user-text">{user.displayName}</h2>
      <p className="label">
        {user.email} · {texts.since(day(user.createdAt, timeZone, locale))}
      </p>
      <AccountDecisions user={user} onDone={reload} />
    </>
  );
}
