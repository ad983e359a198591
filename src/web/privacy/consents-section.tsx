import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import { consents } from "../i18n/consents.ts";
import type { ConsentAct } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";

/** What the reader agreed to and took back, act by act, and where to take back what still stands. */
export function ConsentsSection() {
  const texts = useTexts(consents);
  const locale = useLocale();
  const list = useList<ConsentAct>("/me/consents");
  const { items, more } = list;
  return (
    <section className="panel stack" aria-labelledby="consents">
      <h2 id="consents">{texts.title}</h2>
      <p>{texts.lead}</p>
      {items === null ? <Loading resources={[list]} /> : null}
      {items?.length === 0 ? <p className="empty">{texts.none}</p> : null}
      {items === null || items.length === 0 ? null : (
        <>
          <ul className="devices">
            {items.map((act) => (
              <li key={act.id}>
                <Act act={act} />
              </li>
            ))}
          </ul>
          {more === null ? null : (
            <p className="pager">
              <button className="button" type="button" onClick={more}>
                {texts.more}
              </button>
            </p>
          )}
          <p>
            {texts.takeBack} <a href={pathTo(locale, "savedSearches")}>{texts.searches}</a>
            {" · "}
            <a href={pathTo(locale, "preferences")}>{texts.preferences}</a>
          </p>
        </>
      )}
    </section>
  );
}

function Act({ act }: { readonly act: ConsentAct }) {
  const texts = useTexts(consents);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  const { given, purpose, at, via, text, textVersion, missionId } = act;
  return (
    <div className="device">
      <div>
        <p>
          <span className="tag">{given ? texts.given : texts.withdrawn}</span> {texts.purposes[purpose]}
        </p>
        <p className="label">
          <time dateTime={at}>{fullMoment(at)}</time>, {texts.vias[via]}
          {textVersion === null ? null : `. ${texts.version(textVersion)}`}
        </p>
        {text === null ? null : (
          <p className="user-text">
            <q>{text}</q>
          </p>
        )}
        {missionId === null ? null : (
          <p className="label">
            <a href={pathTo(locale, "mission", { id: missionId })}>{texts.mission}</a>
          </p>
        )}
      </div>
    </div>
  );
}
