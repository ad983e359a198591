import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import { privacy as texts } from "../i18n/privacy.ts";
import type { List, RegisterEntry } from "../lib/api-types.ts";
import { readApi } from "../lib/read-api.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/privacy";

export async function loader({ context }: Route.LoaderArgs) {
  const { items } = await readApi<List<RegisterEntry>>(context, "/privacy");
  return { register: items };
}

/** What is kept, why and how long: the register of processing, for everybody to read. */
export default function Privacy({ loaderData: { register } }: Route.ComponentProps) {
  const words = useTexts(texts);
  const locale = useLocale();
  return (
    <div className="page form-page">
      <Head title={words.title} description={words.lead} canonical={pathTo(locale, "privacy")} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <section aria-labelledby="visit">
        <h2 id="visit">{words.visitTitle}</h2>
        <ul>
          {words.visit.map((line: string) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {register.map((entry: RegisterEntry) => (
        <Entry key={entry.name} entry={entry} />
      ))}
      <Rights />
    </div>
  );
}

function Entry({ entry }: { readonly entry: RegisterEntry }) {
  const words = useTexts(texts);
  const { name, title, purpose, data, basis, readers, kept } = entry;
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <dl>
        <dt>{words.purpose}</dt>
        <dd>{purpose}</dd>
        <dt>{words.data}</dt>
        <dd>{data}</dd>
        <dt>{words.basis}</dt>
        <dd>{basis}</dd>
        <dt>{words.readers}</dt>
        <dd>{readers}</dd>
        <dt>{words.kept}</dt>
        {kept.map(({ howLong, what }) => (
          <dd key={howLong}>{words.keptLine(howLong, what.join(", "))}</dd>
        ))}
      </dl>
    </section>
  );
}

function Rights() {
  const words = useTexts(texts);
  const locale = useLocale();
  return (
    <section aria-labelledby="rights">
      <h2 id="rights">{words.rightsTitle}</h2>
      <ul className="bullets">
        <li>
          {words.exportText} <a href={pathTo(locale, "myData")}>{words.exportLink}</a>
        </li>
        <li>
          {words.changeText} <a href={pathTo(locale, "profile")}>{words.changeLink}</a>
        </li>
        <li>
          {words.eraseText} <a href={pathTo(locale, "myData")}>{words.eraseLink}</a>
        </li>
        <li>{words.objectText}</li>
        <li>{words.complainText}</li>
      </ul>
    </section>
  );
}
