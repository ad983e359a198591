import { type ButtonHTMLAttributes, type ReactNode, useId, useSyncExternalStore } from "react";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";

const never = () => () => {};

/** Whether the page's code runs: not in what the server sends, and not until the browser has loaded all of it. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** What nobody can use without the page's code: where scripts are off, `no-script.css` hides it and a notice says so. */
export function NeedsCode({ children }: { readonly children: ReactNode }) {
  const { needsJavaScript } = useTexts(working);
  return (
    <>
      <noscript>
        <p className="notice">{needsJavaScript}</p>
      </noscript>
      <div className="needs-code">{children}</div>
    </>
  );
}

interface CodeButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly type: "submit" | "button";
  /** Its last press is still being carried out. */
  readonly busy: boolean;
}

/** A button that a page is sent with: until the code is there to hear it, it cannot be pressed and says why. */
export function CodeButton({ busy, children, ...button }: CodeButtonProps) {
  const texts = useTexts(working);
  const alive = useAlive();
  const reason = useId();
  return (
    <span className="code-button">
      <button
        {...button}
        disabled={!alive}
        aria-disabled={busy}
        {...(!alive && { "aria-describedby": reason })}
      >
        {children}
      </button>
      {alive ? null : (
        <span className="waking" id={reason}>
          {texts.waking} <span className="late">{texts.wakingLate}</span>
        </span>
      )}
    </span>
  );
}
