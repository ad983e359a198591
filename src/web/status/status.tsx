import { data } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import { Icon } from "../components/icon.tsx";
import { pageInputs, pageLocale } from "../context.ts";
import { status as texts } from "../i18n/status.ts";
import { fullMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/status";

/** What `GET /health` answers. */
interface Health {
  readonly status: "healthy" | "degraded" | "unhealthy";
  readonly checks: Readonly<Record<string, { readonly status: "healthy" | "unhealthy" }>>;
}

/** Answers with the status of `/health`, so that what is shown of an outage is kept nowhere. */
export async function loader({ context }: Route.LoaderArgs) {
  const { status, json } = await context.get(pageInputs).api("/health", context.get(pageLocale));
  return data({ health: json as Health, at: new Date().toISOString() }, status);
}

/** The state of the service for people: what works, and what it means for them when something does not. */
export default function Status({ loaderData: { health, at } }: Route.ComponentProps) {
  const words = useTexts(texts);
  const locale = useLocale();
  const { timeZone } = useSite();
  return (
    <div className="page narrow">
      <Head title={words.title} canonical={pathTo(locale, "status")} noindex />
      <h1>{words.title}</h1>
      <p className={health.status === "healthy" ? "notice" : "notice danger"}>
        <strong>{words[health.status]}</strong>
      </p>
      <section aria-labelledby="parts">
        <h2 id="parts">{words.partsTitle}</h2>
        <ul className="parts">
          {Object.entries(health.checks).map(([name, check]) => (
            <Part key={name} name={name} well={check.status === "healthy"} />
          ))}
        </ul>
      </section>
      <p className="label">
        <time dateTime={at} data-hour="">
          {words.looked(fullMoment(at, timeZone, locale))}
        </time>{" "}
        <a href={pathTo(locale, "status")}>{words.again}</a>
      </p>
      <p className="label">
        {words.forPrograms} <a href="/health">/health</a>
      </p>
    </div>
  );
}

function Part({ name, well }: { readonly name: string; readonly well: boolean }) {
  const words = useTexts(texts);
  const [label, meaning] = words.parts[name] ?? [name, ""];
  return (
    <li className="panel">
      <p>
        <strong>{label}</strong>
        <span className={well ? "tag" : "tag ill"}>
          {well ? <Icon name="check" /> : null}
          {well ? words.well : words.ill}
        </span>
      </p>
      {well || meaning === "" ? null : <p className="label">{meaning}</p>}
    </li>
  );
}
