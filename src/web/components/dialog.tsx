import { type ReactNode, type RefObject, useEffect, useId } from "react";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Its `close()` gives the focus back to where it was, then `onClosed` is heard. */
  readonly element: RefObject<HTMLDialogElement | null>;
  readonly onClosed: () => void;
}

/** Open as long as it stands in the page, so that its fields begin anew each time. */
export function Dialog({ title, children, element, onClosed }: DialogProps) {
  const id = useId();
  useEffect(() => {
    if (element.current?.open === false) element.current.showModal();
  }, [element]);
  return (
    <dialog ref={element} className="dialog" aria-labelledby={id} onClose={onClosed}>
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
