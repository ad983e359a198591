import { type ReactNode, useId, useRef } from "react";
import { working } from "../i18n/working.ts";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import { useTexts } from "../lib/use-page.ts";

interface ConfirmButtonProps {
  readonly label: string;
  readonly title: string;
  /** What a person should know before saying yes, or the fields that are asked for. */
  readonly children: ReactNode;
  /** What the button inside does, where `label` alone does not say it. */
  readonly confirm?: string;
  /** What the way back keeps as it is, e.g. `Garder la mission`; else it is called "cancel". */
  readonly keep?: string;
  /** What is lost is lost: both buttons that lead there have the colour of danger. */
  readonly danger?: boolean;
  readonly className?: string;
  readonly accessibleLabel?: string;
  /** What its fields are kept as until they have arrived, e.g. `addendum/ID`; absent where nothing is typed. */
  readonly keepAs?: string;
  /** Calls `arrived` as soon as the API has taken what was typed; until then it stays. */
  readonly onConfirm: (form: FormData, arrived: () => void) => unknown;
}

/** A button whose effect is confirmed in a dialogue first: for what cannot be undone, or needs one more thing. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, danger = false, accessibleLabel, keepAs = null, onConfirm } = props;
  const { className = danger ? "button danger" : "button", confirm = label, keep } = props;
  const texts = useTexts(working);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const text = useKeptFields(keepAs, title);
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
          ref={text.form}
          className="fields"
          method="dialog"
          onInput={text.onInput}
          onSubmit={(event) => void onConfirm(new FormData(event.currentTarget), text.arrived)}
        >
          <h2 id={id}>{title}</h2>
          {keepAs === null ? null : <FoundNotice text={text} />}
          {children}
          <div className="actions">
            <button className={danger ? "button danger filled" : "button primary"} type="submit">
              {confirm}
            </button>
            <button className="button" type="button" onClick={() => dialog.current?.close()}>
              {keep ?? texts.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
