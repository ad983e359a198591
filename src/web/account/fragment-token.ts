import { useEffect, useRef } from "react";
import { tokenIn } from "../../shared/token-fragment.ts";
import { account } from "../i18n/account.ts";
import { useTexts } from "../lib/use-page.ts";
import { Refused } from "../session/refused.ts";

/**
 * The token of a mail's link. It stands in the address's fragment, which no server and no log ever sees, and is
 * taken out of the address bar at once, so that no history or screen keeps it.
 * The function returned throws Refused where the link had none.
 */
export function useFragmentToken(): () => string {
  const texts = useTexts(account);
  const token = useRef("");
  useEffect(() => {
    const take = () => {
      const found = tokenIn(location.hash);
      if (found === "") return;
      token.current = found;
      history.replaceState(history.state, "", location.pathname + location.search);
    };
    take();
    // The link may be opened in the very tab that shows this page.
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return () => {
    if (token.current === "") throw new Refused(texts.linkIncomplete);
    return token.current;
  };
}
