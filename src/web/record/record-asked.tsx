import { Fact } from "../components/fact.tsx";
import { auctionRecord } from "../i18n/auction-record.ts";
import { languageTag } from "../i18n/locale.ts";
import { performerTexts } from "../i18n/performers.ts";
import type { Mission } from "../lib/api-types.ts";
import { exactMoment, price } from "../lib/format.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { linesOf, type ReadRecord } from "./read-record.ts";

interface RecordAskedProps {
  readonly record: ReadRecord;
  /** Gives the commune its name, where it is the one that was signed. */
  readonly location: Mission["location"];
}

/** The need as it stood when the auction ended; what its author had erased is not there any more. */
export function RecordAsked({ record, location }: RecordAskedProps) {
  const texts = useTexts(auctionRecord);
  const { names } = useTexts(performerTexts);
  const locale = useLocale();
  const { timeZone } = useSite();
  const userText = useUserText();
  const [mission] = linesOf(record, "mission");
  if (mission === undefined) return null;
  const [description] = linesOf(record, "description");
  const [skills] = linesOf(record, "skills");
  const [place] = linesOf(record, "place");
  const list = new Intl.ListFormat(languageTag[locale], { type: "conjunction" });
  const code = place?.inseeCode ?? null;
  const name = location?.inseeCode === code ? location.name : null;
  const where = [
    ...(code === null ? [] : [texts.commune(name, code)]),
    ...(mission.remote ? [texts.remote] : []),
  ];
  const { budgetCents, currency, publishedAt } = mission;
  return (
    <section aria-labelledby="asked" className="stack">
      <h2 id="asked">{texts.askedTitle}</h2>
      <dl className="facts-list">
        <Fact name={texts.mode}>{mission.auction === "open" ? texts.openMode : texts.sealedMode}</Fact>
        <Fact name={texts.budget}>
          {budgetCents === null ? texts.noBudget : price(budgetCents, currency, locale)}
        </Fact>
        {publishedAt === null ? null : (
          <Fact name={texts.publishedAt}>
            <time dateTime={publishedAt}>{exactMoment(publishedAt, timeZone, locale)}</time>
          </Fact>
        )}
        {where.length === 0 ? null : <Fact name={texts.place}>{list.format(where)}</Fact>}
        <Fact name={texts.performers}>
          {list.format(mission.performers.map((performer) => names[performer]))}
        </Fact>
        {skills === undefined || skills.skills.length === 0 ? null : (
          <Fact name={texts.skills}>
            <span {...userText}>{skills.skills.join(", ")}</span>
          </Fact>
        )}
        <Fact name={texts.reference}>
          <code>{mission.missionId}</code>
        </Fact>
      </dl>
      {description === undefined ? null : (
        <>
          <h3>{texts.description}</h3>
          <p className="user-text" {...userText}>
            {description.text}
          </p>
        </>
      )}
    </section>
  );
}
