import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { talk } from "../i18n/talk.ts";
import type { Conversation } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface ConversationSettingsProps {
  readonly conversation: Conversation;
  readonly onChanged: () => Promise<void>;
}

/** Mails of it or none, and the block: not while the two work together. */
export function ConversationSettings({ conversation, onChanged }: ConversationSettingsProps) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const { muted, blocked, atWork } = conversation;
  const other = conversation.with;
  const change = useAction(async ({ path, on }: { path: string; on: boolean }) => {
    await call(path, { method: on ? "PUT" : "DELETE", locale });
    await onChanged();
  });
  const block = (on: boolean) => change.run({ path: `/me/blocks/${other.id}`, on });
  return (
    <div className="stack">
      <Alert message={change.message} />
      {blocked ? <p className="notice">{texts.blockedNotice(other.displayName)}</p> : null}
      <p className="actions">
        <button
          className="button"
          type="button"
          aria-disabled={change.busy}
          onClick={() => void change.run({ path: `/conversations/${conversation.id}/mute`, on: !muted })}
        >
          {muted ? texts.unmute : texts.mute}
        </button>
        {blocked ? (
          <button className="button" type="button" onClick={() => void block(false)}>
            {texts.unblock}
          </button>
        ) : null}
        {blocked || atWork ? null : (
          <ConfirmButton
            danger
            label={texts.block}
            keep={texts.keepOpen}
            title={texts.blockTitle(other.displayName)}
            onConfirm={() => block(true)}
          >
            <p>{texts.blockText}</p>
          </ConfirmButton>
        )}
      </p>
    </div>
  );
}
