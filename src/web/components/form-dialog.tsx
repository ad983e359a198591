import { type ReactNode, useId, useRef } from "react";
import { working } from "../i18n/working.ts";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import { useTexts } from "../lib/use-page.ts";
import { useAction } from "../session/use-action.ts";
import { Alert } from "./alert.tsx";

interface FormDialogProps {
  readonly label: string;
  readonly title: string;
  readonly submit: string;
  readonly className?: string;
  /** A dangerous one has the colour of danger. */
  readonly submitClassName?: string;
  /** What closes it without doing anything; "Cancel" where that cannot be misread. */
  readonly dismiss?: string;
  /** What its fields are kept as until they have arrived, e.g. `decline/ID`. */
  readonly keepAs: string;
  /** What is to be known or filled in; it gets what was refused, by field. */
  readonly children: (refused: Readonly<Record<string, string>>) => ReactNode;
  /**
   * Throws what was refused: the dialogue then stays, with all that was typed, and says so. Calls `arrived` as soon as
   * the API has taken it, before anything is read anew.
   */
  readonly onSubmit: (form: FormData, arrived: () => void) => Promise<void>;
}

/**
 * A button that asks for a text in a dialogue. What is typed stays until it was taken: through a refusal, and when the
 * dialogue is closed and opened again, or the page is left.
 */
export function FormDialog(props: FormDialogProps) {
  const { label, title, submit, className = "button", submitClassName = "button primary" } = props;
  const texts = useTexts(working);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const text = useKeptFields(props.keepAs, title);
  const action = useAction((typed: FormData) =>
    props.onSubmit(typed, () => {
      dialog.current?.close();
      text.arrived();
    }),
  );
  return (
    <>
      <button
        className={className}
        type="button"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={id}>
        <form
          ref={text.form}
          onInput={text.onInput}
          className="fields"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void action.run(new FormData(event.currentTarget));
          }}
        >
          <h2 id={id}>{title}</h2>
          <FoundNotice text={text} />
          {props.children(action.fields)}
          <Alert message={action.message} fields={action.fields} />
          <div className="actions">
            <button className={submitClassName} type="submit" aria-disabled={action.busy}>
              {submit}
            </button>
            <button className="button" type="button" onClick={() => dialog.current?.close()}>
              {props.dismiss ?? texts.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
