import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { organisations } from "../i18n/organisations.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import type { Invitation, List, Party } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";

/** Who is invited and has not answered, and one more. Managers invite members, owners anybody as anything. */
export function Invitations({ party }: { readonly party: Party }) {
  const texts = useTexts(organisations);
  const locale = useLocale();
  const { moment } = useMoments();
  const [said, setSaid] = useState<string | null>(null);
  const path = `/parties/${encodeURIComponent(party.id)}/invitations`;
  const resource = useResource<List<Invitation>>(`${path}?limit=100`);
  const text = useKeptFields(`invitation/${party.id}`, texts.invitations);
  const invite = useAction(async (form: FormData) => {
    setSaid(null);
    const body = { email: String(form.get("email")).trim(), role: String(form.get("role")) };
    await call(path, { method: "POST", body, locale });
    text.arrived();
    await resource.reload();
    setSaid(texts.invited(body.email));
  });
  const revoke = useAction(async (id: string) => {
    setSaid(null);
    await call(`${path}/${encodeURIComponent(id)}`, { method: "DELETE", locale });
    await resource.reload();
    setSaid(texts.revoked);
  });
  const roles = party.role === "owner" ? (["member", "manager", "owner"] as const) : (["member"] as const);
  const pending = resource.value?.items ?? [];
  return (
    <section className="stack" aria-labelledby="invitations">
      <h2 id="invitations">{texts.invitations}</h2>
      <p className="hint">{texts.inviteText}</p>
      <ActionForm action={invite} text={text}>
        <TextField
          name="email"
          type="email"
          label={texts.email}
          error={invite.fields.email}
          autoComplete="off"
          required
        />
        <SelectField name="role" label={texts.role} value="member" error={invite.fields.role}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {texts.roles[role]}
            </option>
          ))}
        </SelectField>
        <Alert message={invite.message} fields={invite.fields} />
        <button className="button primary" type="submit" aria-disabled={invite.busy}>
          {texts.invite}
        </button>
      </ActionForm>
      <Alert message={revoke.message} />
      <div role="status">{said === null ? null : <p className="notice user-text">{said}</p>}</div>
      {resource.value === null ? <Loading resources={[resource]} /> : null}
      {pending.length === 0 ? null : <h3>{texts.pending}</h3>}
      <ul className="devices">
        {pending.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="device">
            <div>
              <p className="user-text">{email}</p>
              <p className="label">
                {texts.roles[role]} · {texts.until(moment(expiresAt))}
              </p>
            </div>
            {party.role === "owner" || role === "member" ? (
              <button
                className="button small"
                type="button"
                aria-label={texts.revokeNamed(email)}
                onClick={() => void revoke.run(id)}
              >
                {texts.revoke}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
