export { forgetSearches } from "./erased-searches.ts";
export { type ExampleSearch, saveExamples } from "./example-searches.ts";
export { savedSearchesFeature } from "./feature.ts";
export { matchWhenPublished } from "./saved-search-jobs.ts";
export { savedSearchName } from "./saved-search-queries.ts";
export { standingAlerts } from "./standing-alerts.ts";
