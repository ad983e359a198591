import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import { problems as texts } from "../i18n/problems.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/problems";
import { readProblems } from "./read-problems.ts";

export async function loader({ context }: Route.LoaderArgs) {
  return { problems: await readProblems(context) };
}

/** All codes of refusals, by status. */
export default function Problems({ loaderData: { problems } }: Route.ComponentProps) {
  const words = useTexts(texts);
  const locale = useLocale();
  return (
    <div className="page form-page">
      <Head title={words.title} description={words.lead} canonical={pathTo(locale, "problems")} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <ul className="codes">
        {problems.map(({ code, status, detail }) => (
          <li key={code}>
            <span className="tag">{status}</span>
            <div>
              <a href={pathTo(locale, "problem", { code })}>
                <code>{code}</code>
              </a>
              <p>{detail}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="label">
        {words.every} <a href="/docs">{words.api}</a>
      </p>
    </div>
  );
}
