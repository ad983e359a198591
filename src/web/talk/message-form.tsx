import { useState } from "react";
import { contactDetailIn } from "../../shared/contact-details.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextArea } from "../components/field.tsx";
import { talk } from "../i18n/talk.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import type { Conversation } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface MessageFormProps {
  readonly conversation: Conversation;
  readonly onSent: () => Promise<void>;
}

/** Where one writes. Once the conversation is over a form with text in it stays, so that nothing typed is lost. */
export function MessageForm({ conversation, onSent }: MessageFormProps) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  const { id, writable, writableUntil, atWork } = conversation;
  const other = conversation.with;
  const [begun, setBegun] = useState(writable);
  const [reaches, setReaches] = useState(false);
  if (writable && !begun) setBegun(true);
  const kept = useKeptFields(ofParty(`conversation/${id}`), texts.conversationWith(other.displayName));
  const send = useAction(async (form: FormData) => {
    const body = { text: String(form.get("message")).trim() };
    await call(`/conversations/${id}/messages`, { method: "POST", body, locale });
    setReaches(false);
    await onSent();
  });
  const { text, ...others } = send.fields;
  const fields = text === undefined ? others : { ...others, message: text };
  return (
    <>
      {writable ? null : <p className="notice">{texts.over}</p>}
      {begun ? (
        <ActionForm action={send} text={kept}>
          <Alert message={send.message} fields={fields} />
          <TextArea
            name="message"
            label={texts.messageLabel}
            hint={texts.messageHint}
            error={fields.message}
            rows={4}
            maxLength={5_000}
            onChange={(event) => setReaches(!atWork && contactDetailIn(event.target.value) !== null)}
          />
          <div role="status">{reaches ? <p className="hint">{texts.contactHint}</p> : null}</div>
          {writable && writableUntil !== null ? (
            <p className="hint">{texts.untilNotice(fullMoment(writableUntil))}</p>
          ) : null}
          <button className="button primary" type="submit" aria-disabled={send.busy}>
            {texts.send}
          </button>
        </ActionForm>
      ) : null}
    </>
  );
}
