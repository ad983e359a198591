import { forgetAccount, restoreAccounts } from "./features/accounts/index.ts";
import { forgetWords, keepRecords } from "./features/auction-records/index.ts";
import { forgetDetails } from "./features/audit/index.ts";
import { consentOfClient, consentOfProvider, forgetDissolved } from "./features/contact/index.ts";
import { tellPagesOfMessage } from "./features/conversations/index.ts";
import { keepCards, moveDeadlineOnCard, rememberPublished, renameOnCards } from "./features/listing/index.ts";
import {
  countQuestionAnswered,
  forgetAsked,
  forgetMissions,
  forgetRenamed,
  pauseRestored,
  refreshTally,
} from "./features/missions/index.ts";
import { quietRestored, tellOfAlerts, tellOfReview, toldOf } from "./features/notifications/index.ts";
import {
  leaveMarket,
  leaveMarketErased,
  settleOffers,
  tellOfRelatedOffers,
  writeRootAtClosing,
} from "./features/offers/index.ts";
import { endInvitations } from "./features/organisations/index.ts";
import { forgetPictures } from "./features/pictures/index.ts";
import { quietFarewells } from "./features/privacy/index.ts";
import type { RecordSigner } from "./features/record-keys/index.ts";
import { sinceNoted } from "./features/restores/index.ts";
import { forgetSearches, matchWhenPublished } from "./features/saved-searches/index.ts";
import { endErasedSessions, endRestoredSessions, endSessions } from "./features/sessions/index.ts";
import type { Listeners } from "./platform/events.ts";
import type { Jobs } from "./platform/jobs.ts";

export interface ListenersOptions {
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  /** Signs the records of auctions; null: in this process none ends. */
  readonly recordSigner: RecordSigner | null;
  /**
   * Is told of a mission that was published or changed: this process then takes its words in, and where none serves the
   * job does.
   */
  readonly searchable?: (missionId: string) => void;
  /**
   * Wakes who sends mails, and has missions matched with saved searches; without it mails leave when somebody next looks
   * for them, and nobody is alerted of what is published.
   */
  readonly jobs?: Pick<Jobs, "enqueue">;
}

/** Who listens to what, in order. */
export function listeners({
  currency,
  recordSigner,
  searchable = () => {},
  jobs,
}: ListenersOptions): Listeners {
  const cards = keepCards(currency);
  const records = keepRecords({ currency, signer: recordSigner });
  const told = toldOf(jobs ?? null);
  const remember = rememberPublished(searchable);
  const match = matchWhenPublished(jobs ?? null);
  const since = sinceNoted(jobs ?? null);
  return {
    "account.renamed": [renameOnCards, forgetRenamed],
    "account.credentials_changed": [endSessions, since.ofCredentials],
    "account.factor_removed": [since.ofFactor],
    "account.leaving": [leaveMarketErased],
    // Each on tables of its own.
    "account.erased": [
      endErasedSessions,
      forgetAccount,
      forgetDetails,
      forgetMissions,
      forgetWords,
      forgetPictures,
      forgetSearches,
    ],
    "party.joined": [tellOfRelatedOffers],
    "party.dissolved": [leaveMarket, forgetDissolved],
    // Who is told is asked first: what then becomes of the offers says no more who was in the running.
    "mission.transitioned": [
      told.ofTransition,
      settleOffers,
      writeRootAtClosing,
      cards.onTransition,
      records.onTransition,
      remember,
      match,
      since.ofTransition,
    ],
    "mission.changed": [cards.onChange, remember, match],
    "mission.addendum_added": [told.ofAddendum],
    "mission.deadline_moved": [moveDeadlineOnCard, records.onDeadline],
    "offer.made": [consentOfProvider, told.ofOffer],
    "offer.lowered": [told.ofLowerPrice],
    "offer.withdrawn": [records.onWithdrawal, told.ofWithdrawal],
    "offer.awarded": [consentOfClient],
    "restriction.decided": [told.ofRestriction, since.ofRestriction],
    // Each on tables of its own.
    "installation.restored": [
      endRestoredSessions,
      restoreAccounts,
      endInvitations,
      quietRestored,
      quietFarewells,
      pauseRestored,
    ],
    "export.ready": [told.ofExport],
    "alerts.matched": [tellOfAlerts(jobs ?? null)],
    "saved_search.to_review": [tellOfReview(jobs ?? null)],
    "offers.changed": [refreshTally],
    "message.posted": [tellPagesOfMessage, told.ofMessage],
    "conversation.read_up_to": [told.ofReading],
    "question.asked": [forgetAsked, told.ofQuestion],
    "question.answered": [countQuestionAnswered, forgetAsked, told.ofAnswer],
  };
}
