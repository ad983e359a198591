import { useNavigate } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { FieldIds, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { talk } from "../i18n/talk.ts";
import type { Message } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";

interface WriteButtonProps {
  readonly offerId: string;
  readonly label: string;
}

/** Begins the conversation about an offer, or goes on with it, and leads there. */
export function WriteButton({ offerId, label }: WriteButtonProps) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const navigate = useNavigate();
  return (
    <FormDialog
      label={label}
      title={label}
      submit={texts.send}
      keepAs={ofParty(`message/${offerId}`)}
      onSubmit={async (form, arrived) => {
        const body = { text: String(form.get("message")).trim() };
        const path = `/offers/${offerId}/messages`;
        const message = await call<Message>(path, { method: "POST", body, locale });
        arrived();
        await navigate(pathTo(locale, "conversation", { id: message.conversationId }));
      }}
    >
      {(refused) => (
        <FieldIds value="write-">
          <TextArea
            name="message"
            label={texts.messageLabel}
            hint={texts.messageHint}
            error={refused.text}
            rows={5}
            maxLength={5_000}
          />
        </FieldIds>
      )}
    </FormDialog>
  );
}
