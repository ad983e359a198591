import { common } from "../i18n/common.ts";
import { useTexts } from "../lib/use-page.ts";

export function Footer() {
  const texts = useTexts(common);
  return (
    <footer className="site-footer">
      <div className="bar">
        <p>{texts.footer}</p>
        <p className="links">
          <a href="/docs">{texts.api}</a>
          <a href="/health">{texts.health}</a>
        </p>
      </div>
    </footer>
  );
}
