import { TextArea, TextField } from "../components/field.tsx";
import { contact } from "../i18n/contact.ts";
import { working } from "../i18n/working.ts";
import type { ContactDetails } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import { useUser } from "../session/session.ts";

interface ContactFieldsProps {
  /** What is kept now. */
  readonly details: ContactDetails;
  readonly refused: Readonly<Record<string, string>>;
}

/** Where nothing is kept yet, the account's name and address are proposed; they are kept once they are sent. */
export function ContactFields({ details, refused }: ContactFieldsProps) {
  const texts = useTexts(contact);
  const { optional } = useTexts(working);
  const user = useUser();
  const empty = details.name === null;
  return (
    <>
      <TextField
        name="contactName"
        label={texts.name}
        error={refused.name}
        defaultValue={details.name ?? user?.displayName ?? ""}
        autoComplete="name"
        maxLength={100}
      />
      <TextField
        name="contactPhone"
        type="tel"
        label={texts.phone}
        hint={texts.phoneHint}
        error={refused.phone}
        defaultValue={details.phone ?? ""}
        autoComplete="tel"
        maxLength={40}
      />
      <TextField
        name="contactEmail"
        type="email"
        label={texts.email}
        error={refused.email}
        defaultValue={details.email ?? (empty ? (user?.email ?? "") : "")}
        autoComplete="email"
        maxLength={254}
      />
      <TextArea
        name="contactAddress"
        label={`${texts.address} (${optional})`}
        error={refused.address}
        defaultValue={details.address ?? ""}
        autoComplete="street-address"
        rows={3}
        maxLength={500}
      />
    </>
  );
}

/** What was typed, as the API takes it: what is blank is not given. */
export function detailsOf(form: FormData): ContactDetails {
  const typed = (name: string) => {
    const text = String(form.get(name) ?? "").trim();
    return text === "" ? null : text;
  };
  return {
    name: typed("contactName"),
    phone: typed("contactPhone"),
    email: typed("contactEmail"),
    address: typed("contactAddress"),
  };
}

export const NO_DETAILS: ContactDetails = { name: null, phone: null, email: null, address: null };
