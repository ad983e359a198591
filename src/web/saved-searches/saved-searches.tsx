import { useSearchParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { common } from "../i18n/common.ts";
import { savedSearches } from "../i18n/saved-searches.ts";
import type { List, SavedSearch } from "../lib/api-types.ts";
import { SEARCH } from "../lib/saved-search.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { useResource } from "../session/use-resource.ts";
import { SaveSearch } from "./save-search.tsx";
import { SavedSearchRow } from "./saved-search-row.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

/** The searches that alert their owner, and the one that the search page has sent here to be saved. */
export default function SavedSearches() {
  const texts = useTexts(savedSearches);
  const { savedSearches: title } = useTexts(common);
  return (
    <WorkPage title={title} className="page form-page">
      <h1>{title}</h1>
      <p className="lead">{texts.intro}</p>
      <Searches />
    </WorkPage>
  );
}

function Searches() {
  const texts = useTexts(savedSearches);
  const locale = useLocale();
  const [parameters, setParameters] = useSearchParams();
  const resource = useResource<List<SavedSearch>>("/me/saved-searches");
  const query = parameters.get(SEARCH);
  const saved = () => {
    setParameters({}, { replace: true });
    void resource.reload();
  };
  if (resource.value === null) return <Loading resources={[resource]} />;
  const { items } = resource.value;
  return (
    <>
      {query === null ? null : <SaveSearch query={query} onSaved={saved} />}
      {items.length === 0 && query === null ? <p className="empty">{texts.empty}</p> : null}
      <ul className="devices">
        {items.map((search) => (
          <li key={search.id}>
            <SavedSearchRow search={search} reload={resource.reload} />
          </li>
        ))}
      </ul>
      <p className="actions">
        <a className="button" href={pathTo(locale, "search")}>
          {texts.search}
        </a>
      </p>
    </>
  );
}
