import { pathTo } from "../../shared/page-paths.ts";
import { journal } from "../i18n/journal.ts";
import type { AuditEvent } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

export function JournalEntry({ event }: { readonly event: AuditEvent }) {
  const texts = useTexts(journal);
  const locale = useLocale();
  const when = useMoments().fullMoment(event.at);
  const { action, actor, result } = event;
  return (
    <>
      <p className="tags">
        <span className={result === "refused" ? "tag status hidden" : "tag"}>{texts.results[result]}</span>
      </p>
      <h2 className="small-heading">{action}</h2>
      <p className="label">
        {when} · {texts.by[actor.kind]}
        {actor.name === null ? null : ` (${actor.name})`}
      </p>
      {actor.id === null ? null : (
        <p>
          <a
            aria-label={texts.allOfNamed(action, when)}
            href={pathTo(locale, "journal", {}, { actorId: actor.id })}
          >
            {texts.allOf}
          </a>
        </p>
      )}
      <details>
        <summary>
          <span aria-hidden="true">{texts.details}</span>
          <span className="visually-hidden">{texts.detailsOf(action, when)}</span>
        </summary>
        <Details event={event} />
      </details>
    </>
  );
}

function Details({ event }: { readonly event: AuditEvent }) {
  const texts = useTexts(journal);
  const { actor, resource, requestId, details } = event;
  const facts: [name: string, value: string | null][] = [
    [texts.by.user as string, actor.id],
    [texts.party, actor.partyId],
    [texts.resource, [resource.type, resource.id].filter((part) => part !== null).join(" ")],
    [texts.requestId, requestId],
    ...(details === null
      ? []
      : ([
          [texts.address, details.address],
          [texts.userAgent, details.userAgent],
          ...Object.entries(details.changes ?? {}).map(([name, value]) => [name, said(value)]),
        ] as [string, string | null][])),
  ];
  return (
    <>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="label">{name}</dt>
            <dd className="user-text" dir="auto">
              {value ?? texts.nothing}
            </dd>
          </div>
        ))}
      </dl>
      {details === null ? <p className="hint">{texts.gone}</p> : null}
    </>
  );
}

const said = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
