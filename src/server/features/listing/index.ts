export { type Card, cardOf } from "./card.ts";
export { listingFeature } from "./feature.ts";
export { keepCards, moveDeadlineOnCard, rememberPublished, renameOnCards } from "./listing-events.ts";
export { pageTag } from "./listing-tags.ts";
export { createMissionList } from "./mission-list.ts";
export { rebuildCards } from "./rebuild-cards.ts";
export { keepSearchFresh } from "./search/keep-fresh.ts";
export { refreshSearch } from "./search/refresh-search.ts";
export { SynonymError } from "./search/synonyms.ts";
