import { data } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import { problems as texts } from "../i18n/problems.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/problem";
import { readProblems } from "./read-problems.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const problem = (await readProblems(context)).find(({ code }) => code === params.code);
  if (problem === undefined) throw data(null, 404);
  return { problem };
}

/** What one code means, where the `type` of a problem leads. */
export default function Problem({ loaderData: { problem } }: Route.ComponentProps) {
  const words = useTexts(texts);
  const locale = useLocale();
  const { code, status, title, detail, meaning, next, extras } = problem;
  return (
    <div className="page form-page">
      <Head
        title={words.oneTitle(code)}
        description={meaning}
        canonical={pathTo(locale, "problem", { code })}
      />
      <div>
        <p className="label">{words.eyebrow}</p>
        <h1>
          <code>{code}</code>
        </h1>
      </div>
      <p className="notice">{detail}</p>
      <section className="part" aria-labelledby="meaning">
        <h2 id="meaning">{words.meaning}</h2>
        <p>{meaning}</p>
      </section>
      <section className="part" aria-labelledby="next">
        <h2 id="next">{words.next}</h2>
        <p>{next}</p>
      </section>
      <section className="part" aria-labelledby="answer">
        <h2 id="answer">{words.answer}</h2>
        <dl className="answer panel">
          <dt>{words.status}</dt>
          <dd>{status}</dd>
          <dt>{words.titleField}</dt>
          <dd lang="en">{title}</dd>
          {extras.map(({ name, in: place, text }) => (
            <Extra key={name} name={name} place={words[place]} text={text} />
          ))}
        </dl>
      </section>
      <p className="label">{words.every}</p>
      <p>
        <a href={pathTo(locale, "problems")}>{words.all}</a>
      </p>
    </div>
  );
}

interface ExtraProps {
  readonly name: string;
  readonly place: string;
  readonly text: string;
}

function Extra({ name, place, text }: ExtraProps) {
  return (
    <>
      <dt>
        <code>{name}</code> <span className="label">{place}</span>
      </dt>
      <dd>{text}</dd>
    </>
  );
}
