import { Icon } from "../components/icon.tsx";
import { languageTag } from "../i18n/locale.ts";
import { performerTexts } from "../i18n/performers.ts";
import type { Mission } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

/** Who may carry the mission out, where its client left somebody out. */
export function MissionPerformers({ performers }: Pick<Mission, "performers">) {
  const { openTo, names } = useTexts(performerTexts);
  const locale = useLocale();
  if (performers.length === Object.keys(names).length) return null;
  const list = new Intl.ListFormat(languageTag[locale], { type: "conjunction" });
  return (
    <div>
      <dt>
        <Icon name="check" />
        {openTo}
      </dt>
      <dd>{list.format(performers.map((performer) => names[performer]))}</dd>
    </div>
  );
}
