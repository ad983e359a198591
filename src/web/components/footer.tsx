import { useLocation } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { zoneName } from "../lib/zones.ts";

export function Footer() {
  const texts = useTexts(common);
  const locale = useLocale();
  const { publicUrl, timeZone } = useSite();
  const { pathname } = useLocation();
  return (
    <footer className="site-footer">
      <div className="bar">
        <p>
          {texts.footer}
          {/* With it, the page's script names the zone beside each time where the reader's is another. */}
          <noscript> {texts.timesIn(zoneName(timeZone, locale))}</noscript>
        </p>
        {/* A printed page leads back to where it can be read as it is now. */}
        <p className="print-only">{publicUrl + pathname}</p>
        <p className="links">
          <a href={pathTo(locale, "report")}>{texts.report}</a>
          <a href={pathTo(locale, "privacy")}>{texts.privacy}</a>
          <a href="/docs">{texts.api}</a>
          <a href={pathTo(locale, "status")}>{texts.health}</a>
        </p>
      </div>
    </footer>
  );
}
