import { reading } from "../i18n/reading.ts";
import { useTexts } from "../lib/use-page.ts";

interface SortLinksProps {
  readonly sorts: readonly string[];
  readonly current: string;
  readonly href: (sort: string) => string;
}

export function SortLinks({ sorts, current, href }: SortLinksProps) {
  const texts = useTexts(reading);
  return (
    <nav className="sorts" aria-label={texts.sortBy}>
      {sorts.map((sort) => (
        <a key={sort} href={href(sort)} {...(sort === current && { "aria-current": "true" as const })}>
          {texts.sorts[sort]}
        </a>
      ))}
    </nav>
  );
}
