import { pathTo } from "../../shared/page-paths.ts";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { myData } from "../i18n/my-data.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { useUser } from "../session/session.ts";
import { ArchiveSection } from "./archive-section.tsx";
import { ConsentsSection } from "./consents-section.tsx";
import { ErasureSection } from "./erasure-section.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function MyData() {
  const texts = useTexts(myData);
  const locale = useLocale();
  const user = useUser();
  return (
    <WorkPage title={texts.title} className="page form-page">
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p>
        <a href={pathTo(locale, "privacy")}>{texts.knowMore}</a>
      </p>
      {user === null ? null : <ArchiveSection />}
      {user === null ? null : <ConsentsSection />}
      <section className="panel stack" aria-labelledby="stays">
        <h2 id="stays">{texts.staysTitle}</h2>
        <ul className="bullets">
          {texts.stays.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {user === null ? null : <ErasureSection />}
    </WorkPage>
  );
}
