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
  /** The same as a feed (Atom), from the path on. */
  readonly feed?: string;
  /** What shared links are shown with, 1200 by 630 pixels, from the path on. */
  readonly picture?: string;
  /** A schema.org description of what the page shows. */
  readonly jsonLd?: object;
}

/** What search engines and shared links read. React moves these elements into the document's head. */
export function Head({ title, description, canonical, noindex = false, feed, picture, jsonLd }: HeadProps) {
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
      {feed === undefined ? null : (
        <link rel="alternate" type="application/atom+xml" title={texts.siteName} href={feed} />
      )}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={texts.siteName} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description ?? texts.description} />
      <meta property="og:url" content={publicUrl + path} />
      <meta property="og:locale" content={locale === "fr" ? "fr_FR" : "en_GB"} />
      {picture === undefined ? null : (
        <>
          <meta property="og:image" content={publicUrl + picture} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={title} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
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
