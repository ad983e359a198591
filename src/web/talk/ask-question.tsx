import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextArea } from "../components/field.tsx";
import { talk } from "../i18n/talk.ts";
import { useKeptFields } from "../kept-text/use-kept-fields.ts";
import type { Mission, Question } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useList } from "../session/use-list.ts";
import { QuestionText } from "./question-list.tsx";

interface AskQuestionProps {
  readonly mission: Mission;
  /** Whether the mission still takes questions. */
  readonly taking: boolean;
}

const EVERY_MS = 15_000;

/** What was asked and answered, and where the reader asks; a form with text in it stays once the deadline has passed. */
export function AskQuestion({ mission, taking }: AskQuestionProps) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const path = `/missions/${mission.id}/questions`;
  const questions = useList<Question>(path, { everyMs: EVERY_MS, pageSize: 100 });
  const [begun, setBegun] = useState(taking);
  const [asked, setAsked] = useState(false);
  if (taking && !begun) setBegun(true);
  const kept = useKeptFields(ofParty(`question/${mission.id}`), `${texts.askTitle} – ${mission.title}`);
  const send = useAction(async (form: FormData) => {
    setAsked(false);
    await call(path, { method: "POST", body: { text: String(form.get("question")).trim() }, locale });
    setAsked(true);
    await questions.reload();
  });
  const { text, ...others } = send.fields;
  const fields = text === undefined ? others : { ...others, question: text };
  return (
    <section className="stack" aria-labelledby="questions">
      <h2 id="questions">{texts.questions}</h2>
      {questions.items?.length === 0 ? <p className="label">{texts.noQuestions}</p> : null}
      {questions.items?.map((question) => (
        <div key={question.id} className="stack question">
          <QuestionText question={question} />
        </div>
      ))}
      {begun && mission.qualityHints === undefined ? (
        <ActionForm action={send} text={kept}>
          <h3>{texts.askTitle}</h3>
          <p>{texts.askText}</p>
          <Alert message={send.message} fields={fields} />
          <div role="status">{asked ? <p className="notice">{texts.asked}</p> : null}</div>
          <TextArea
            name="question"
            label={texts.askLabel}
            hint={texts.askHint}
            error={fields.question}
            rows={3}
            maxLength={1_000}
          />
          <button className="button primary" type="submit" aria-disabled={send.busy}>
            {texts.ask}
          </button>
        </ActionForm>
      ) : null}
    </section>
  );
}
