// What a distributed PostgreSQL would have to do over all missions, or could not keep. A test fails when there is more, and
// when something that stands here is no more: strike it off.

const FEED = "a public list: every node gives its first cards, and the first of these are the page";
const JOB = "a job that goes through all cards, some at a time, in the background";
const OF_PARTY = "a party's own, found by the party: it may be a party to missions on every node";
const TIMERS = "what has come due, on whatever node: each is then moved by itself";

/** Statements that are not given the missions they read: by file and function. */
export const overAllMissions: Readonly<Record<string, string>> = {
  "offer-queries.ts lookUpOffer":
    "an address of an offer gives its id alone: the one look-up, over a plain index; whatever follows carries the mission",
  "question-queries.ts lookUpQuestion":
    "an address of a question gives its id alone, as an offer's does; whatever follows carries the mission",
  "question-moderation.ts findReportedQuestions":
    "a report names what it is about by its id alone: over the same plain index",
  "conversation-queries.ts lookUpConversation":
    "an address of a conversation gives its id alone, as an offer's does; whatever follows carries the mission",
  "conversation-queries.ts listConversations": OF_PARTY,
  "conversation-queries.ts countUnreadConversations": OF_PARTY,
  "message-queries.ts countSameText": "a person's own of one day, found by the person",
  "thread-for-moderators.ts findReportedMessages":
    "a report names what it is about by its id alone: over the same plain index",
  "work-queries.ts areAtWork": OF_PARTY,
  "erase-rows.ts eraseRows": OF_PARTY,
  "erased-missions.ts forgetMissions": OF_PARTY,
  "erased-words.ts forgetWords": OF_PARTY,
  "picture-queries.ts forgetPictures": OF_PARTY,
  "mission-list-queries.ts listCards": FEED,
  "mission-list-queries.ts walkCards": FEED,
  "mission-list-queries.ts endOfWalk": FEED,
  "mission-list-queries.ts gatherCards": FEED,
  "search-queries.ts runScans": FEED,
  "suggest.ts titlesThatBegin": FEED,
  "rare-counts.ts readCounts": "how many cards have a word, counted up to a bound",
  "refresh-search-terms.ts count": JOB,
  "refresh-words.ts refreshLatestWords": JOB,
  "refresh-words.ts walkWords": JOB,
  "refresh-words.ts takeLate": JOB,
  "refresh-words.ts takeBatch": JOB,
  "rebuild-cards.ts rebuildBatch": JOB,
  "picture-queries.ts deleteOldPictures": JOB,
  "suggest.ts refreshSuggestions": JOB,
  "suggestion-queries.ts changesTo": JOB,
  "mission-queries.ts listMissionsOf": OF_PARTY,
  "transition-queries.ts missionsOnShowOf": OF_PARTY,
  "transition-queries.ts missionsHiddenBySuspension": OF_PARTY,
  "transition-queries.ts publishedMissionsOf": OF_PARTY,
  "card-queries.ts renameCardsOf": OF_PARTY,
  "deadline-queries.ts findDeadlines": OF_PARTY,
  "offered-missions.ts offeredMissions": OF_PARTY,
  "sitemap-queries.ts firstIds": FEED,
  "sitemap-queries.ts idsFrom": FEED,
  "offer-list-queries.ts listOffersOf": OF_PARTY,
  "offer-queries.ts missionsBidOnBy": OF_PARTY,
  "leave-market.ts missionsToEnd": OF_PARTY,
  "leave-market.ts refuseWhileWorking": OF_PARTY,
  "work-queries.ts hasWorkedSince": OF_PARTY,
  "relations.ts tellOfRelatedOffers": OF_PARTY,
  "relations.ts listRelatedOffers": "what moderators look after, of all missions",
  "mission-queue-queries.ts listMissionsInState": "what moderators look after, of all missions",
  "timer-queries.ts dueMissions": TIMERS,
  "timer-queries.ts failuresThatAreOver": TIMERS,
  "sealed-root.ts hiddenAndOver": TIMERS,
  "timer-queries.ts timersBehind": TIMERS,
  "reminder-queries.ts missionsEndingWithin": TIMERS,
  "reminder-queries.ts awardsUnanswered": TIMERS,
  "reminder-queries.ts forgetOldReminders": "rows that nobody asks for any more, on whatever node",
};

/** Statements about missions that the walk does not send. */
export const unsent: Readonly<Record<string, string>> = {
  "first-start.ts fillWithDemonstration": "asked by the operator's command, before anything is served",
  "timer-pause.ts extendDue":
    "asked by the operator's command after a restore, a mission at a time by its id",
  "timer-pause.ts overdueSince": "asked by the operator's command after a restore",
};

/** Foreign keys that lead from a table on one node to one that is spread: what keeps them true without the database. */
export const leftBehind: Readonly<Record<string, string>> = {
  "restrictions.restrictions_mission_id_fkey":
    "written while the mission's row is locked, and what was published is never deleted",
  "search_word_clients.search_word_clients_mission_id_fkey":
    "whoever removes a card would have to remove its words: today the database does",
};

/** Triggers on tables that are spread: they run on each node, and see what that node has. */
export const triggers: Readonly<Record<string, string>> = {
  "missions.only_drafts_are_deleted": "looks at the row alone",
  "mission_addenda.mission_addenda_only_erased": "looks at the row alone",
  "mission_reasons.mission_reasons_only_erased": "looks at the row alone",
  "mission_cards.forget_changed_text":
    "whoever changes a card's text would have to remove its words: today the database does",
};
