import { pathTo } from "../../shared/page-paths.ts";
import { moderation } from "../i18n/moderation.ts";
import type { List, Restriction } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { useResource } from "../session/use-resource.ts";

/** To the client of a hidden mission: why moderators hid it, and how to object. */
export function RestrictionNotice({ missionId }: { readonly missionId: string }) {
  const texts = useTexts(moderation);
  const userText = useUserText();
  const locale = useLocale();
  const { value } = useResource<List<Restriction>>(`/me/restrictions?missionId=${missionId}&limit=1`);
  const [restriction] = value?.items ?? [];
  if (restriction === undefined) return null;
  const about = { type: "mission", id: missionId, category: "objection" };
  return (
    <section className="notice danger">
      <p>
        <strong>{texts.restrictions[restriction.kind]}</strong>
      </p>
      <p className="user-text" {...userText}>
        {restriction.reason}
      </p>
      <p>
        <a href={pathTo(locale, "report", {}, about)}>{texts.object}</a>
      </p>
    </section>
  );
}
