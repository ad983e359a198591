import type { ReactNode } from "react";
import { TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { reasons } from "../i18n/reasons.ts";
import type { LastReason } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import type { Perform } from "./act.ts";

interface ReasonDialogProps {
  readonly missionId: string;
  readonly move: LastReason["move"];
  readonly label: string;
  readonly title: string;
  /** What a person should know before. */
  readonly children?: ReactNode;
  /** Who reads it, where it is not the usual reader of this move. */
  readonly readBy?: string;
  readonly className?: string;
  readonly perform: Perform;
}

/** A move that changes the course of another's work, with the words that the other side will read. */
export function ReasonDialog({ missionId, move, label, title, children, ...props }: ReasonDialogProps) {
  const texts = useTexts(reasons);
  const { className = "button danger", perform } = props;
  return (
    <FormDialog
      label={label}
      title={title}
      submit={texts.submit[move]}
      dismiss={move === "cancel" ? texts.keep : texts.back}
      className={className}
      keepAs={ofParty(`${move}/${missionId}`)}
      submitClassName={className === "button" ? "button primary" : `${className} filled`}
      onSubmit={(form, done) =>
        perform({
          path: `/missions/${missionId}/${move}`,
          body: { reason: String(form.get(`${move}-reason`)).trim() },
          done,
        })
      }
    >
      {(refused) => (
        <>
          {children}
          <TextArea
            name={`${move}-reason`}
            label={texts.label[move]}
            hint={props.readBy ?? texts.readBy[move]}
            error={refused.reason}
            rows={5}
            maxLength={2_000}
            required
          />
        </>
      )}
    </FormDialog>
  );
}
