import { useLocation } from "react-router";
import { twinOf } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";

interface HeadProps {
  readonly title: string;
  readonly description?: string;
  /** The address to remember, where several show the same; without the language's origin. */
  readonly canonical?: string;
  readonly noindex?: boolean;
  /** A schema.org description of what the page shows. */
  readonly jsonLd?: object;
}

/** What search engines and shared links read. React moves these elements into the document's head. */
export function Head({ title, description, canonical, noindex = false, jsonLd }: HeadProps) {
  const texts = useTexts(common);
  const locale = useLocale();
  const { publicUrl } = useSite();
  const { pathname, search } = useLocation();
  const path = canonical ?? pathname;
  const other = locale === "fr" ? "en" : "fr";
  const fullTitle = title === texts.siteName ? `${title} – ${texts.tagline}` : `${title} – ${texts.siteName}`;
  const twin = publicUrl + twinOf(pathname, canonical === undefined ? "" : search, locale);
  return (
    <>
      <title>{fullTitle}</title>
      <meta name="description" content={description ?? texts.description} />
      {noindex ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={publicUrl + path} />
          <link rel="alternate" hrefLang={locale} href={publicUrl + path} />
          <link rel="alternate" hrefLang={other} href={twin} />
          <link rel="alternate" hrefLang="x-default" href={locale === "fr" ? publicUrl + path : twin} />
        </>
      )}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={texts.siteName} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description ?? texts.description} />
      <meta property="og:url" content={publicUrl + path} />
      <meta property="og:locale" content={locale === "fr" ? "fr_FR" : "en_GB"} />
      {jsonLd === undefined ? null : <JsonLd value={jsonLd} />}
    </>
  );
}

/** A data block, which no script policy forbids; `<` is written so that no text can end it. */
function JsonLd({ value }: { readonly value: object }) {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React escapes nothing inside script; done above
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
