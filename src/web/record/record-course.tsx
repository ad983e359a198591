import { auctionRecord } from "../i18n/auction-record.ts";
import { exactMoment, price } from "../lib/format.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { type Happened, happenedIn, linesOf, type ReadRecord } from "./read-record.ts";

/** What happened, line by line: prices, questions, moves of the deadline, the end, awards. */
export function RecordCourse({ record }: { readonly record: ReadRecord }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const { timeZone } = useSite();
  return (
    <section aria-labelledby="course" className="stack">
      <h2 id="course">{texts.courseTitle}</h2>
      <ol className="record-course">
        {happenedIn(record).map((line) => {
          const at = momentOf(line);
          return (
            <li key={nameOf(line)}>
              <time dateTime={at}>{exactMoment(at, timeZone, locale)}</time>
              <div>
                <Said line={line} record={record} />
              </div>
            </li>
          );
        })}
      </ol>
      <p className="hint">{texts.zone(timeZone)}</p>
    </section>
  );
}

interface SaidProps {
  readonly line: Happened;
  readonly record: ReadRecord;
}

function Said({ line, record }: SaidProps) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const { timeZone } = useSite();
  const [mission] = linesOf(record, "mission");
  switch (line.kind) {
    case "price":
      return (
        <p>
          <strong>{price(line.priceCents, mission?.currency ?? "EUR", locale)}</strong>{" "}
          {texts.bidder(line.bidder)}
        </p>
      );
    case "move":
      return (
        <p>
          {texts.moves[line.move] ?? line.move}
          {line.deadline === null ? null : (
            <>
              {", "}
              <time dateTime={line.deadline}>
                {texts.until(exactMoment(line.deadline, timeZone, locale))}
              </time>
            </>
          )}
          {line.bidder === null ? null : `, ${texts.bidder(line.bidder)}`}
        </p>
      );
    case "question":
      return <Written title={texts.question(line.number)} of={line} record={record} />;
    case "answer":
      return <Written title={texts.answer(line.number)} of={line} record={record} />;
    case "addendum":
      return <Written title={texts.addendum(line.number)} of={line} record={record} />;
  }
}

interface WrittenProps {
  readonly title: string;
  readonly of: Extract<Happened, { readonly kind: "question" | "answer" | "addendum" }>;
  readonly record: ReadRecord;
}

/** With what somebody wrote, where it is shown to this reader and was not erased. */
function Written({ title, of, record }: WrittenProps) {
  const userText = useUserText();
  const text = linesOf(record, `${of.kind}_text`).find(({ number }) => number === of.number)?.text;
  return (
    <>
      <p>{title}</p>
      {text === undefined ? null : (
        <p className="user-text" {...userText}>
          {text}
        </p>
      )}
    </>
  );
}

function momentOf(line: Happened): string {
  switch (line.kind) {
    case "price":
      return line.madeAt;
    case "move":
      return line.at;
    case "question":
      return line.askedAt;
    case "answer":
      return line.answeredAt;
    case "addendum":
      return line.addedAt;
  }
}

const nameOf = (line: Happened): string =>
  line.kind === "price" ? `price/${line.bidder}/${line.revision}` : `${line.kind}/${line.number}`;
