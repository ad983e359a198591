import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { Loading } from "../components/loading.tsx";
import { contact } from "../i18n/contact.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import type { ContactDetails } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { ContactFields, detailsOf, NO_DETAILS } from "./contact-fields.tsx";

/** The part of one's profile that says how one can be reached. */
export function OwnContact() {
  const texts = useTexts(contact);
  const resource = useResource<ContactDetails>("/me/contact");
  const { value, reload } = resource;
  return (
    <section className="stack" aria-labelledby="own-contact">
      <h2 id="own-contact">{texts.own}</h2>
      <p className="hint">{texts.ownText}</p>
      {value === null ? (
        <Loading resources={[resource]} />
      ) : (
        <OwnContactForm details={value} onChanged={reload} />
      )}
    </section>
  );
}

interface OwnContactFormProps {
  readonly details: ContactDetails;
  readonly onChanged: () => Promise<void>;
}

function OwnContactForm({ details, onChanged }: OwnContactFormProps) {
  const texts = useTexts(contact);
  const locale = useLocale();
  const [done, setDone] = useState<string | null>(null);
  const text = useKeptFields(ofParty("contact"), texts.own);
  const write = useAction(async (body: ContactDetails) => {
    setDone(null);
    await call("/me/contact", { method: "PUT", body, locale });
    await onChanged();
    setDone(body === NO_DETAILS ? texts.forgotten : texts.saved);
  });
  return (
    <>
      <ActionForm action={{ run: (form) => write.run(detailsOf(form)) }} text={text}>
        <ContactFields details={details} refused={write.fields} />
        <Alert message={write.message} fields={write.fields} />
        <div role="status">{done === null ? null : <p className="notice">{done}</p>}</div>
        <button className="button primary" type="submit" aria-disabled={write.busy}>
          {texts.save}
        </button>
      </ActionForm>
      {details.name === null ? null : (
        <p className="actions">
          <ConfirmButton
            danger
            label={texts.forget}
            keep={texts.keep}
            title={texts.forgetTitle}
            onConfirm={async () => {
              // Fields that are forgotten begin anew.
              if (await write.run(NO_DETAILS)) text.arrived();
            }}
          >
            <p>{texts.forgetText}</p>
          </ConfirmButton>
        </p>
      )}
    </>
  );
}
