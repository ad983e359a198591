import { consentOfClient, consentOfProvider } from "./features/contact/index.ts";
import { refreshTally, rememberPublished, renameOnCards } from "./features/missions/index.ts";
import { settleOffers } from "./features/offers/index.ts";
import { endSessions } from "./features/sessions/index.ts";
import type { Listeners } from "./platform/events.ts";

/**
 * Who listens to what, in order. `searchable` is told of a mission that was published or changed: this process then
 * takes its words in, and where none serves the job does.
 */
export const listeners = (searchable: (missionId: string) => void = () => {}): Listeners => ({
  "account.renamed": [renameOnCards],
  "account.credentials_changed": [endSessions],
  "mission.transitioned": [settleOffers, rememberPublished(searchable)],
  "mission.changed": [rememberPublished(searchable)],
  "offer.made": [consentOfProvider],
  "offer.awarded": [consentOfClient],
  "offers.changed": [refreshTally],
});
