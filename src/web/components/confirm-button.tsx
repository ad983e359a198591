import { type ReactNode, useId, useRef } from "react";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";

interface ConfirmButtonProps {
  readonly label: string;
  readonly title: string;
  /** What a person should know before saying yes, or the fields that are asked for. */
  readonly children: ReactNode;
  readonly className?: string;
  readonly accessibleLabel?: string;
  readonly onConfirm: (form: FormData) => void;
}

/** A button whose effect is confirmed in a dialogue first: for what cannot be undone, or needs one more thing. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, className = "button", accessibleLabel, onConfirm } = props;
  const texts = useTexts(working);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button
        className={className}
        type="button"
        aria-label={accessibleLabel}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={id}>
        <form
          className="fields"
          method="dialog"
          onSubmit={(event) => {
            onConfirm(new FormData(event.currentTarget));
          }}
        >
          <h2 id={id}>{title}</h2>
          {children}
          <div className="actions">
            <button className="button primary" type="submit">
              {label}
            </button>
            <button className="button" type="button" onClick={() => dialog.current?.close()}>
              {texts.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
