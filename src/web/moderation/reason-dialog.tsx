import type { ReactNode } from "react";
import { TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { moderation } from "../i18n/moderation.ts";
import { useTexts } from "../lib/use-page.ts";

interface ReasonDialogProps {
  /** Names the dialogue and its fields apart from the others, e.g. `hide-ID`; what is typed is kept under it. */
  readonly name: string;
  readonly label: string;
  readonly title: string;
  readonly dismiss?: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  /** Calls `arrived` once it is decided, before anything is read anew. */
  readonly onSubmit: (reason: string, form: FormData, arrived: () => void) => Promise<void>;
}

/** A decision about somebody else's things: it always has a reason, which its owner reads. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { name, label, title, dismiss, danger = false, children, onSubmit } = props;
  const texts = useTexts(moderation);
  const field = `reason-${name}`;
  return (
    <FormDialog
      label={label}
      title={title}
      submit={label}
      keepAs={`moderation/${name}`}
      className={danger ? "button danger" : "button"}
      submitClassName={danger ? "button danger filled" : "button primary"}
      {...(dismiss !== undefined && { dismiss })}
      onSubmit={(form, arrived) => onSubmit(String(form.get(field)), form, arrived)}
    >
      {(refused) => (
        <>
          {children}
          <TextArea
            name={field}
            label={texts.reason}
            hint={texts.reasonHint}
            rows={4}
            maxLength={500}
            error={refused.reason}
          />
        </>
      )}
    </FormDialog>
  );
}
