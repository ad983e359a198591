import { contact } from "../i18n/contact.ts";
import type { ContactConsent } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";

/** Asked with an offer and with an award; nothing is ticked for anybody. */
export function ConsentChoice({ id, label }: { readonly id: string; readonly label: string }) {
  const texts = useTexts(contact);
  return (
    <label className="choice">
      <input id={id} name="shareContact" type="checkbox" />
      <span>
        {label}
        <span className="hint">{texts.consentHint}</span>
      </span>
    </label>
  );
}

export const consentOf = (form: FormData): { shareContact: boolean } => ({
  shareContact: form.get("shareContact") !== null,
});

/** What a bidder has agreed to, and how to change it while the offer stands. */
export function OfferConsent({ missionId }: { readonly missionId: string }) {
  const texts = useTexts(contact);
  const locale = useLocale();
  const path = `/missions/${missionId}/contact-consent`;
  const { value, reload } = useResource<ContactConsent>(path);
  const change = useAction(async (shareContact: boolean) => {
    await call(path, { method: "PUT", body: { shareContact }, locale });
    await reload();
  });
  if (value === null) return null;
  const { shareContact } = value;
  return (
    <div className="consent">
      <p role="status">{shareContact ? texts.willShare : texts.willNotShare}</p>
      <button
        className="button"
        type="button"
        aria-disabled={change.busy}
        onClick={() => void change.run(!shareContact)}
      >
        {shareContact ? texts.unshare : texts.share}
      </button>
    </div>
  );
}
