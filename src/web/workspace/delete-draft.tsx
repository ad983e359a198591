import { use } from "react";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { ownLists } from "../i18n/own-lists.ts";
import { removeEverywhere } from "../kept-text/text-store.ts";
import { TextOwner } from "../kept-text/use-kept-text.ts";
import type { Mission } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ApiError, call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface DeleteDraftProps {
  readonly mission: Pick<Mission, "id" | "title">;
  readonly onDeleted: () => void;
}

export function DeleteDraft({ mission, onDeleted }: DeleteDraftProps) {
  const texts = useTexts(ownLists);
  const locale = useLocale();
  const account = use(TextOwner);
  const remove = useAction(async () => {
    try {
      await call(`/missions/${mission.id}`, { method: "DELETE", locale });
    } catch (error) {
      // Deleted before, e.g. by a request whose answer was lost.
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
    if (account !== null) removeEverywhere(account, `mission/${mission.id}`);
    onDeleted();
  });
  return (
    <>
      <ConfirmButton
        danger
        className="button small danger"
        label={texts.deleteDraft}
        keep={texts.keepDraft}
        accessibleLabel={texts.deleteDraftNamed(mission.title)}
        title={texts.deleteDraftTitle}
        onConfirm={() => remove.run()}
      >
        <p className="user-text">{mission.title}</p>
        <p>{texts.deleteDraftText}</p>
      </ConfirmButton>
      <Alert message={remove.message} />
    </>
  );
}
