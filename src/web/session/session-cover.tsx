import { useEffect, useId, useRef } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { SignInForm } from "../account/sign-in-form.tsx";
import { FieldIds } from "../components/field.tsx";
import { keptText } from "../i18n/kept-text.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { openSession } from "./session.ts";

/**
 * Over a page whose session is over, and over its open dialogues: nothing of it is to be read, and all of it is there
 * again once its owner has signed in.
 */
export function SessionCover() {
  const texts = useTexts(keptText);
  const locale = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const focused = document.activeElement;
    const cover = dialog.current;
    if (cover?.open === false) cover.showModal();
    return () => {
      cover?.close();
      if (focused instanceof HTMLElement) focused.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog cover"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.isConnected && dialog.current.showModal()}
    >
      <div className="stack">
        <h1 id={id}>{texts.overTitle}</h1>
        <p>{texts.overText}</p>
        <FieldIds value="cover-">
          <SignInForm onSignedIn={openSession} />
        </FieldIds>
        <p>
          <a href={pathTo(locale, "feed")}>{texts.leave}</a>
        </p>
      </div>
    </dialog>
  );
}
