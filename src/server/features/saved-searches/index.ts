export { savedSearchesFeature } from "./feature.ts";
export { matchWhenPublished, tellPagesOfAlerts, tellPagesOfReview } from "./saved-search-jobs.ts";
