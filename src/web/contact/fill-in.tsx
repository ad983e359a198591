import { FormDialog } from "../components/form-dialog.tsx";
import { contact } from "../i18n/contact.ts";
import type { ContactDetails } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useResource } from "../session/use-resource.ts";
import { ContactFields, detailsOf, NO_DETAILS } from "./contact-fields.tsx";

interface FillInProps {
  readonly label: string;
  readonly className?: string;
  /** Once they are kept. */
  readonly onSaved: () => Promise<void>;
}

/** Asks for one's contact details where they are missed, without leaving the page. */
export function FillIn({ label, className = "button primary", onSaved }: FillInProps) {
  const texts = useTexts(contact);
  const locale = useLocale();
  return (
    <FormDialog
      label={label}
      className={className}
      title={texts.own}
      submit={texts.save}
      keepAs={ofParty("contact")}
      onSubmit={async (form, arrived) => {
        await call("/me/contact", { method: "PUT", body: detailsOf(form), locale });
        arrived();
        await onSaved();
      }}
    >
      {(refused) => (
        <>
          <p className="hint">{texts.ownText}</p>
          <ContactFields details={NO_DETAILS} refused={refused} />
        </>
      )}
    </FormDialog>
  );
}

/** Invites whoever has given no contact details yet to do so, before the award needs them. */
export function ContactInvitation({ part }: { readonly part: "client" | "provider" }) {
  const texts = useTexts(contact);
  const { value, reload } = useResource<ContactDetails>("/me/contact");
  if (value === null || value.name !== null) return null;
  return (
    <section className="panel stack" aria-labelledby="invite-contact">
      <h2 id="invite-contact">{texts.invite}</h2>
      <p>{part === "client" ? texts.inviteClient : texts.inviteProvider}</p>
      <p className="actions">
        <FillIn label={texts.fill} className="button" onSaved={reload} />
      </p>
    </section>
  );
}
