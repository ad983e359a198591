import { type ReactNode, use } from "react";
import {
  isRouteErrorResponse,
  Links,
  type LinksFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
} from "react-router";
import { pathTo } from "../shared/page-paths.ts";
import type { Route } from "./+types/root";
import { Footer } from "./components/footer.tsx";
import { Going } from "./components/going.tsx";
import { Header } from "./components/header.tsx";
import { Message } from "./components/message.tsx";
import { type PageHandle, pageInputs } from "./context.ts";
import { common } from "./i18n/common.ts";
import { type RootData, useLocale, useRootData, useTexts } from "./lib/use-page.ts";
import { Nonce } from "./nonce.ts";
import codeStyles from "./styles/code.css?url";
import styles from "./styles/main.css?url";
import noScriptStyles from "./styles/no-script.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export function loader({ context }: Route.LoaderArgs): RootData {
  const { site, script } = context.get(pageInputs);
  return { site, script };
}

/** What the installation is does not change while a person moves between pages. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined;
  const interactive = handle?.interactive === true;
  const data = useRootData();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#0b5d52" />
        {/* Where React Aria and Vite look for the nonce of what they add to the page. */}
        {interactive ? <meta property="csp-nonce" nonce={use(Nonce)} /> : null}
        <Links />
        {interactive ? (
          <>
            <link rel="stylesheet" href={codeStyles} />
            <noscript>
              <link rel="stylesheet" href={noScriptStyles} />
            </noscript>
          </>
        ) : null}
        {interactive || data === undefined ? null : <script type="module" src={data.script} />}
      </head>
      <body data-time-zone={data?.site.timeZone}>
        <a className="skip" href="#content">
          {common[locale].skip}
        </a>
        {interactive ? <Going /> : null}
        <Header interactive={interactive} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Footer />
        {interactive ? (
          <>
            <ScrollRestoration />
            <Scripts />
          </>
        ) : null}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const texts = useTexts(common);
  const locale = useLocale();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const [title, text] =
    status === 404
      ? [texts.notFoundTitle, texts.notFoundText]
      : status === 400
        ? [texts.invalidTitle, texts.invalidText]
        : status === 503 || status === 429
          ? [texts.unavailableTitle, texts.errorText]
          : [texts.errorTitle, texts.errorText];
  return (
    <div className="page narrow">
      <title>{`${title} – ${texts.siteName}`}</title>
      <meta name="robots" content="noindex" />
      <Message title={title} text={text}>
        <a className="button primary" href={pathTo(locale, "feed")}>
          {texts.backToMissions}
        </a>
        <a className="button" href={pathTo(locale, "search")}>
          {texts.search}
        </a>
      </Message>
    </div>
  );
}
