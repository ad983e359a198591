import { useLocation } from "react-router";
import { pathTo, twinOf } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { keptText } from "../i18n/kept-text.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { SessionMenu } from "../session/session-menu.tsx";
import { AnonymousMenu } from "./anonymous-menu.tsx";
import { Icon } from "./icon.tsx";
import { Logo } from "./logo.tsx";
import { SignedInMenu } from "./signed-in-menu.tsx";

/**
 * On public pages the session's part is anonymous and our small script fills it; on interactive ones
 * React does. Links between pages load the document: public pages hold no router.
 */
export function Header({ interactive }: { readonly interactive: boolean }) {
  const texts = useTexts(common);
  const { signOutFailed } = useTexts(keptText);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { demo } = useSite();
  const current = (href: string) => (pathname === href ? { "aria-current": "page" as const } : {});
  return (
    <header className="site-header">
      {demo ? <p className="demo">{texts.demo}</p> : null}
      <div className="bar">
        <a className="brand" href={pathTo(locale, "feed")}>
          <Logo />
          <span>{texts.siteName}</span>
        </a>
        <nav aria-label={texts.mainNavigation}>
          <a className="wide-only" href={pathTo(locale, "feed")} {...current(pathTo(locale, "feed"))}>
            {texts.missions}
          </a>
          <a href={pathTo(locale, "search")} {...current(pathTo(locale, "search"))}>
            <span className="narrow-only">
              <Icon name="search" />
            </span>
            <span className="hidden-when-narrow">{texts.search}</span>
          </a>
          <a
            className="language"
            href={twinOf(pathname, search, locale)}
            hrefLang={locale === "fr" ? "en" : "fr"}
            lang={locale === "fr" ? "en" : "fr"}
            rel="alternate"
          >
            <span className="wide-only">{texts.otherLanguage}</span>
            <abbr className="narrow-only" title={texts.otherLanguage}>
              {locale === "fr" ? "EN" : "FR"}
            </abbr>
          </a>
          <div className="session" data-session="">
            {interactive ? <SessionMenu /> : <AnonymousMenu />}
          </div>
          {interactive ? null : (
            <template data-signed-in="" data-sign-out-page={pathTo(locale, "signOut")}>
              <SignedInMenu />
              <p className="notice danger sign-out-failed" role="alert" data-sign-out-failed="" hidden>
                {signOutFailed}
              </p>
            </template>
          )}
          {interactive ? null : (
            <template data-heart="" data-named={texts.favouriteNamed} data-failed={texts.favouriteFailed}>
              <button className="heart" type="button" aria-pressed="false">
                <Icon name="heart" />
                <span>{texts.favourite}</span>
              </button>
            </template>
          )}
        </nav>
      </div>
    </header>
  );
}
