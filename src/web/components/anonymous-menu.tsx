import { pathTo } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

export function AnonymousMenu() {
  const texts = useTexts(common);
  const locale = useLocale();
  return (
    <>
      <a href={pathTo(locale, "signIn")}>{texts.signIn}</a>
      <a className="button primary small" href={pathTo(locale, "publish")}>
        <span className="wide-only">{texts.publish}</span>
        <span className="narrow-only">{texts.publishShort}</span>
      </a>
    </>
  );
}
