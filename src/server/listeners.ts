import { consentOfClient, consentOfProvider } from "./features/contact/index.ts";
import { refreshTally, rememberPublished, renameOnCards } from "./features/missions/index.ts";
import { leaveMarket, settleOffers, tellOfRelatedOffers } from "./features/offers/index.ts";
import { endSessions } from "./features/sessions/index.ts";
import type { Listeners } from "./platform/events.ts";

/**
 * Who listens to what, in order. `searchable` is told of a mission that was published or changed: this process then
 * takes its words in, and where none serves the job does. `currency` is that of the installation, ISO 4217.
 */
export const listeners = (
  currency: string,
  searchable: (missionId: string) => void = () => {},
): Listeners => ({
  "account.renamed": [renameOnCards],
  "account.credentials_changed": [endSessions],
  "party.joined": [tellOfRelatedOffers],
  "party.dissolved": [leaveMarket(currency)],
  "mission.transitioned": [settleOffers, rememberPublished(searchable)],
  "mission.changed": [rememberPublished(searchable)],
  "offer.made": [consentOfProvider],
  "offer.awarded": [consentOfClient],
  "offers.changed": [refreshTally],
});
