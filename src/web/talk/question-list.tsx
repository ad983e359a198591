import { pathTo } from "../../shared/page-paths.ts";
import { talk } from "../i18n/talk.ts";
import type { Question } from "../lib/api-types.ts";
import { count, fullMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";

/** Questions with their answers, as they stand below a mission; the same for everyone there. */
export function QuestionList({ questions }: { readonly questions: readonly Question[] }) {
  const locale = useLocale();
  return (
    <ol className="questions">
      {questions.map((question) => (
        <li key={question.id} value={question.number} id={`question-${question.number}`}>
          <QuestionText question={question} />
          <p className="label">
            <a
              href={pathTo(locale, "report", {}, { type: "question", id: question.id })}
              rel="nofollow"
              aria-label={talk[locale].reportQuestion(count(question.number, locale))}
            >
              {talk[locale].reportMessage}
            </a>
          </p>
        </li>
      ))}
    </ol>
  );
}

export function QuestionText({ question }: { readonly question: Question }) {
  const texts = useTexts(talk);
  const userText = useUserText();
  const locale = useLocale();
  const { timeZone } = useSite();
  const at = (moment: string) => fullMoment(moment, timeZone, locale);
  return (
    <>
      <h3 className="small-heading">
        {question.mine ? texts.mine : texts.question(count(question.number, locale))}
      </h3>
      <p className="label">
        <time dateTime={question.askedAt}>{texts.askedOn(at(question.askedAt))}</time>
      </p>
      {question.hidden ? <p className="notice">{texts.hidden}</p> : null}
      <p className="user-text" {...userText}>
        {question.text}
      </p>
      {question.answer === null || question.answeredAt === null ? (
        <p className="label">{texts.unanswered}</p>
      ) : (
        <div className="addendum">
          <time dateTime={question.answeredAt}>{texts.answeredOn(at(question.answeredAt))}</time>
          <p className="user-text" {...userText}>
            {question.answer}
          </p>
        </div>
      )}
    </>
  );
}
