import type { ReactNode } from "react";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import type { KeptFields } from "../kept-text/use-kept-fields.ts";
import type { Action } from "../session/use-action.ts";
import { NeedsCode } from "./needs-code.tsx";

interface ActionFormProps {
  readonly action: Pick<Action<FormData>, "run">;
  readonly className?: string;
  /** What keeps its fields until they have arrived; absent where what is typed must not be kept. */
  readonly text?: KeptFields;
  readonly children: ReactNode;
}

/** What is typed goes to an action and nowhere else; by POST where no script runs, so that no address shows it. */
export function ActionForm({ action, className = "panel fields", text, children }: ActionFormProps) {
  const act = async (form: FormData) => {
    if (await action.run(form)) text?.arrived();
  };
  return (
    <NeedsCode>
      <form
        className={className}
        method="post"
        {...(text !== undefined && { ref: text.form, onInput: text.onInput })}
        onSubmit={(event) => {
          event.preventDefault();
          void act(new FormData(event.currentTarget));
        }}
      >
        {text === undefined ? null : <FoundNotice text={text} />}
        {children}
      </form>
    </NeedsCode>
  );
}
