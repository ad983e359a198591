import { moderation } from "../i18n/moderation.ts";
import type { ManagedUser } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useUser } from "../session/session.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

const allRoles = ["client", "provider", "moderator", "admin"] as const;

interface AccountDecisionsProps {
  readonly user: ManagedUser;
  readonly onDone: () => Promise<void>;
}

/** What may be done with an account: nobody decides about the own one, and only administrators say who has a role. */
export function AccountDecisions({ user, onDone }: AccountDecisionsProps) {
  const texts = useTexts(moderation);
  const locale = useLocale();
  const self = useUser();
  if (self === null || self.id === user.id) return null;
  const admin = self.roles.includes("admin");
  const staff = user.roles.includes("moderator") || user.roles.includes("admin");
  if (staff && !admin) return null;
  const change = async (body: object, arrived: () => void) => {
    await call(`/admin/users/${user.id}`, { method: "PATCH", body, locale });
    arrived();
    await onDone();
  };
  const suspended = user.suspendedAt !== null;
  return (
    <div className="actions">
      {suspended ? (
        <ReasonDialog
          name={`reinstate-${user.id}`}
          label={texts.reinstate}
          title={texts.reinstateTitle}
          dismiss={texts.keepSuspended}
          onSubmit={(reason, _form, arrived) => change({ suspended: false, reason }, arrived)}
        />
      ) : (
        <ReasonDialog
          name={`suspend-${user.id}`}
          label={texts.suspend}
          title={texts.suspendTitle}
          dismiss={texts.keepAccount}
          danger
          onSubmit={(reason, form, arrived) => {
            const handOverParties = form.has("handOverParties");
            return change({ suspended: true, handOverParties, reason }, arrived);
          }}
        >
          <p>{texts.suspendText}</p>
          <label className="choice">
            <input type="checkbox" name="handOverParties" />
            <span>{texts.handOverParties}</span>
          </label>
        </ReasonDialog>
      )}
      {admin ? (
        <ReasonDialog
          name={`roles-${user.id}`}
          label={texts.changeRoles}
          title={texts.rolesTitle}
          onSubmit={(reason, form, arrived) => change({ roles: form.getAll("roles"), reason }, arrived)}
        >
          <fieldset className="choices">
            <legend className="visually-hidden">{texts.rolesTitle}</legend>
            {allRoles.map((role) => (
              <label key={role} className="choice">
                <input type="checkbox" name="roles" value={role} defaultChecked={user.roles.includes(role)} />
                <span>{texts.roles[role]}</span>
              </label>
            ))}
          </fieldset>
        </ReasonDialog>
      ) : null}
    </div>
  );
}
