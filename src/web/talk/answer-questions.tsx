import { TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { talk } from "../i18n/talk.ts";
import { working } from "../i18n/working.ts";
import type { Mission, Question } from "../lib/api-types.ts";
import { count } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useList } from "../session/use-list.ts";
import { QuestionText } from "./question-list.tsx";

const EVERY_MS = 15_000;

/** For the client: what was asked, without a name, and where it answers. */
export function AnswerQuestions({
  mission,
  onAnswered,
}: {
  readonly mission: Mission;
  readonly onAnswered: () => void;
}) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const { cancel } = useTexts(working);
  const path = `/missions/${mission.id}/questions`;
  const questions = useList<Question>(path, { everyMs: EVERY_MS, pageSize: 100 });
  if (questions.items === null || questions.items.length === 0) return null;
  const answering = mission.status === "published" || mission.status === "closed";
  return (
    <section className="stack" aria-labelledby="questions">
      <h2 id="questions">{texts.questions}</h2>
      {questions.items.map((question) => (
        <div key={question.id} className="panel stack question">
          <QuestionText question={question} />
          {answering && question.answer === null ? (
            <FormDialog
              label={texts.answerTo(count(question.number, locale))}
              title={texts.answerTo(count(question.number, locale))}
              submit={texts.publishAnswer}
              dismiss={cancel}
              keepAs={`answer/${question.id}`}
              onSubmit={async (form, arrived) => {
                const body = {
                  text: String(form.get("answer")).trim(),
                  asAddendum: form.get("asAddendum") !== null,
                };
                await call(`/questions/${question.id}/answer`, { method: "POST", body, locale });
                arrived();
                onAnswered();
                await questions.reload();
              }}
            >
              {(refused) => (
                <>
                  <p className="user-text">{question.text}</p>
                  <TextArea
                    name="answer"
                    label={texts.answerLabel}
                    hint={texts.answerHint}
                    error={refused.text}
                    rows={5}
                    maxLength={2_000}
                  />
                  <div className="check">
                    <input id={`addendum-${question.id}`} name="asAddendum" type="checkbox" />
                    <label htmlFor={`addendum-${question.id}`}>{texts.asAddendum}</label>
                  </div>
                </>
              )}
            </FormDialog>
          ) : null}
        </div>
      ))}
    </section>
  );
}
