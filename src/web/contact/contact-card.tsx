import { contact as dictionary } from "../i18n/contact.ts";
import type { MissionContact } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";

interface ContactCardProps {
  readonly contact: MissionContact;
  readonly part: "client" | "provider";
}

/** How the other side can be reached, or why it cannot yet. */
export function ContactCard({ contact, part }: ContactCardProps) {
  const texts = useTexts(dictionary);
  const { displayName } = contact.party;
  // The client knows where the work is; the page has it beside.
  const place = part === "provider" ? contact.workAddress : null;
  if (contact.state !== "shared") {
    return <p>{contact.state === "missing" ? texts.missing(displayName) : texts.notShared(displayName)}</p>;
  }
  return (
    <dl className="contact-details">
      <dt>{texts.contactName}</dt>
      <dd>{contact.name}</dd>
      {contact.phone === null ? null : (
        <>
          <dt>{texts.phone}</dt>
          <dd>
            <a href={contact.phoneUri ?? undefined}>{contact.phone}</a>
          </dd>
        </>
      )}
      {contact.email === null ? null : (
        <>
          <dt>{texts.contactEmail}</dt>
          <dd>
            <a href={mailto(contact.email)}>{contact.email}</a>
          </dd>
        </>
      )}
      {contact.address === null ? null : (
        <>
          <dt>{texts.contactAddress}</dt>
          <dd className="user-text">{contact.address}</dd>
        </>
      )}
      {place === null ? null : (
        <>
          <dt>{texts.workAddress}</dt>
          <dd className="user-text">{place}</dd>
        </>
      )}
    </dl>
  );
}

/** RFC 6068: in an address `?`, `&` and `%` would say something else. */
function mailto(email: string): string {
  return `mailto:${email.split("@").map(encodeURIComponent).join("@")}`;
}
