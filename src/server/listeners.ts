import { consentOfClient, consentOfProvider, forgetDissolved } from "./features/contact/index.ts";
import { keepCards, moveDeadlineOnCard, rememberPublished, renameOnCards } from "./features/listing/index.ts";
import {
  countQuestionAnswered,
  forgetAsked,
  forgetRenamed,
  refreshTally,
} from "./features/missions/index.ts";
import { leaveMarket, settleOffers, tellOfRelatedOffers } from "./features/offers/index.ts";
import { endSessions } from "./features/sessions/index.ts";
import type { Listeners } from "./platform/events.ts";

export interface ListenersOptions {
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  /**
   * Is told of a mission that was published or changed: this process then takes its words in, and where none serves the
   * job does.
   */
  readonly searchable?: (missionId: string) => void;
}

/** Who listens to what, in order. */
export function listeners({ currency, searchable = () => {} }: ListenersOptions): Listeners {
  const cards = keepCards(currency);
  const remember = rememberPublished(searchable);
  return {
    "account.renamed": [renameOnCards, forgetRenamed],
    "account.credentials_changed": [endSessions],
    "party.joined": [tellOfRelatedOffers],
    "party.dissolved": [leaveMarket, forgetDissolved],
    "mission.transitioned": [settleOffers, cards.onTransition, remember],
    "mission.changed": [cards.onChange, remember],
    "mission.deadline_moved": [moveDeadlineOnCard],
    "offer.made": [consentOfProvider],
    "offer.awarded": [consentOfClient],
    "offers.changed": [refreshTally],
    "question.asked": [forgetAsked],
    "question.answered": [countQuestionAnswered, forgetAsked],
  };
}
