import { publishing } from "../i18n/publishing.ts";
import { useTexts } from "../lib/use-page.ts";
import type { Conflict } from "./use-draft.ts";

/** Two places have changed the same fields: the person decides, and until then nothing is lost on either side. */
export function ConflictNotice({ keepMine, takeTheirs }: Conflict) {
  const texts = useTexts(publishing);
  return (
    <div className="actions">
      <button className="button" type="button" onClick={keepMine}>
        {texts.keepMine}
      </button>
      <button className="button" type="button" onClick={takeTheirs}>
        {texts.takeTheirs}
      </button>
    </div>
  );
}
