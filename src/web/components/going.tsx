import { useNavigation } from "react-router";
import { common } from "../i18n/common.ts";
import { useTexts } from "../lib/use-page.ts";

/** Says that the next page is on its way: its code may take a while to come after a link was followed. */
export function Going() {
  const { loading } = useTexts(common);
  const { state } = useNavigation();
  return (
    <p className="going" role="status">
      {state === "idle" ? null : <span>{loading}</span>}
    </p>
  );
}
