import type { ReactNode } from "react";
import type { Action } from "../session/use-action.ts";
import { NeedsCode } from "./needs-code.tsx";

interface ActionFormProps {
  readonly action: Pick<Action<FormData>, "run">;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What is typed goes to an action and nowhere else; by POST where no script runs, so that no address shows it. */
export function ActionForm({ action, className = "panel fields", children }: ActionFormProps) {
  return (
    <NeedsCode>
      <form
        className={className}
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void action.run(new FormData(event.currentTarget));
        }}
      >
        {children}
      </form>
    </NeedsCode>
  );
}
