import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { WorkPage } from "../components/work-page.tsx";
import { moderation } from "../i18n/moderation.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { moderates } from "../session/hint.ts";
import { useUser } from "../session/session.ts";

const sections = [
  ["moderation", "reports"],
  ["moderationMissions", "missions"],
  ["moderationAccounts", "accounts"],
  ["moderationOrganisations", "organisations"],
  ["moderationRelatedOffers", "relatedOffers"],
  ["journal", "journal"],
] as const;

interface ModerationPageProps {
  readonly section: (typeof sections)[number][1];
  /** Where the page is one of the section's, and not its list. */
  readonly heading?: string;
  readonly children: ReactNode;
}

/** A page for moderators; the API refuses whoever is none, and the page says so before it asks. */
export function ModerationPage({ section, heading, children }: ModerationPageProps) {
  const texts = useTexts(moderation);
  const title = heading ?? texts[section];
  return (
    <WorkPage title={`${texts.title} – ${title}`}>
      <ForStaff>
        <h1>{title}</h1>
        <Sections />
        {children}
      </ForStaff>
    </WorkPage>
  );
}

function ForStaff({ children }: { readonly children: ReactNode }) {
  const texts = useTexts(moderation);
  const user = useUser();
  return user !== null && moderates(user) ? children : <h1>{texts.staffOnly}</h1>;
}

function Sections() {
  const texts = useTexts(moderation);
  const locale = useLocale();
  const { pathname } = useLocation();
  const admin = useUser()?.roles.includes("admin") === true;
  const shown = sections.filter(([page]) => page !== "journal" || admin);
  return (
    <nav className="sorts" aria-label={texts.title}>
      {shown.map(([page, name]) => {
        const href = pathTo(locale, page);
        return (
          <Link key={page} to={href} {...(href === pathname && { "aria-current": "page" as const })}>
            {texts[name]}
          </Link>
        );
      })}
    </nav>
  );
}
