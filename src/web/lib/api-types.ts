/** The public API's shapes, as its contracts say them. Types alone: nothing of the server is in the pages. */

import type { Highlights } from "../../server/features/listing/listing-contract.ts";
import type { MissionSummary } from "../../server/features/missions/mission-contract.ts";

export type { SignedIn, User } from "../../server/features/accounts/account-contract.ts";
export type { ManagedUser } from "../../server/features/administration/administration-contract.ts";
export type { AuctionRecord } from "../../server/features/auction-records/record-contract.ts";
export type { AuditEvent } from "../../server/features/audit/journal-contract.ts";
export type { Calendar, NewCalendar } from "../../server/features/calendars/calendar-contract.ts";
export type { Category } from "../../server/features/categories/category-contract.ts";
export type { ConsentAct } from "../../server/features/consents/consent-contract.ts";
export type {
  Consent as ContactConsent,
  ContactDetails,
  MissionContact,
  WorkAddress,
} from "../../server/features/contact/contact-contract.ts";
export type { Conversation, Message } from "../../server/features/conversations/message-contract.ts";
export type { Favourite } from "../../server/features/favourites/favourites-contract.ts";
export type { LiveState, PriceHistory } from "../../server/features/missions/live-contract.ts";
export type {
  Auction,
  LastReason,
  Mission,
  MissionStatus,
  MissionSummary,
  Performer,
} from "../../server/features/missions/mission-contract.ts";
export type { ModeratedMission } from "../../server/features/moderation/mission-queue-contract.ts";
export type { Report, ReportReceipt } from "../../server/features/moderation/report-contract.ts";
export type { Restriction } from "../../server/features/moderation/restriction-contract.ts";
export type {
  Notification,
  Preferences,
} from "../../server/features/notifications/notification-contract.ts";
export type {
  MissionAward,
  MyOffer,
  OfferStatus,
  RelatedOffers,
  SeenOffer,
} from "../../server/features/offers/offer-contract.ts";
export type { OfferReceipt } from "../../server/features/offers/receipt-contract.ts";
export type {
  Invitation,
  Member,
  Party,
  ReceivedInvitation,
} from "../../server/features/organisations/organisation-contract.ts";
export type { Passkey } from "../../server/features/passkeys/passkey-contract.ts";
export type { PlaceItem as Place } from "../../server/features/places/place-contract.ts";
export type { Erasure } from "../../server/features/privacy/erasure/erasure-contract.ts";
export type { LatestExport } from "../../server/features/privacy/export-contract.ts";
export type { RegisterEntry } from "../../server/features/privacy/register-contract.ts";
export type { Question } from "../../server/features/questions/question-contract.ts";
export type { SavedSearch } from "../../server/features/saved-searches/saved-search-contract.ts";
export type {
  RecoveryCodes,
  SecondFactor,
  TotpSecret,
} from "../../server/features/second-factor/second-factor-contract.ts";
export type { Session } from "../../server/features/sessions/session-contract.ts";
export type { Problem } from "../../server/http/common-contract.ts";
export type { ProblemGuide } from "../../server/http/problems/problem-guide-contract.ts";

/** A mission of a list; of a search, with the places where what was searched for stands. */
export type FoundMission = MissionSummary & { readonly highlights?: Highlights };

export interface List<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
