import { featureList } from "./feature-list.ts";
import { accountsFeature, type CheckSecondFactor } from "./features/accounts/index.ts";
import { administrationFeature } from "./features/administration/index.ts";
import { auctionRecordsFeature } from "./features/auction-records/index.ts";
import { type AuditNeeds, auditFeature } from "./features/audit/index.ts";
import { type BackupNeeds, backupsFeature } from "./features/backups/index.ts";
import { calendarsFeature } from "./features/calendars/index.ts";
import { categoriesFeature } from "./features/categories/index.ts";
import { consentsFeature } from "./features/consents/index.ts";
import { contactFeature } from "./features/contact/index.ts";
import { conversationsFeature } from "./features/conversations/index.ts";
import { favouritesFeature } from "./features/favourites/index.ts";
import { listingFeature } from "./features/listing/index.ts";
import { missionsFeature } from "./features/missions/index.ts";
import { moderationFeature } from "./features/moderation/index.ts";
import { type NotificationNeeds, notificationsFeature } from "./features/notifications/index.ts";
import { offersFeature } from "./features/offers/index.ts";
import { operationsFeature } from "./features/operations/index.ts";
import { organisationsFeature } from "./features/organisations/index.ts";
import { passkeysFeature } from "./features/passkeys/index.ts";
import { picturesFeature } from "./features/pictures/index.ts";
import { placesFeature } from "./features/places/index.ts";
import { type PrivacyNeeds, privacyFeature } from "./features/privacy/index.ts";
import { questionsFeature } from "./features/questions/index.ts";
import { type RecordKeyNeeds, recordKeysFeature } from "./features/record-keys/index.ts";
import { type RestoreNeeds, restoresFeature } from "./features/restores/index.ts";
import { savedSearchesFeature } from "./features/saved-searches/index.ts";
import { secondFactorFeature } from "./features/second-factor/index.ts";
import { type SessionKeys, sessionsFeature } from "./features/sessions/index.ts";
import { signingInFeature } from "./features/signing-in/index.ts";
import type { FeatureContext } from "./http/features/feature.ts";

/** What all features are opened with, and what several of one floor ask of each other. */
interface OpenedWith
  extends FeatureContext,
    AuditNeeds,
    BackupNeeds,
    SessionKeys,
    NotificationNeeds,
    PrivacyNeeds,
    RecordKeyNeeds,
    RestoreNeeds {
  readonly checkSecondFactor: CheckSecondFactor;
}

/** The features of the server, each after those of which it needs something. */
export const features = featureList<OpenedWith>()
  .add(auditFeature)
  .add(recordKeysFeature)
  .add(consentsFeature)
  .add(sessionsFeature)
  .add(accountsFeature)
  .add(organisationsFeature)
  .add(secondFactorFeature)
  .add(passkeysFeature)
  .add(signingInFeature)
  .add(placesFeature)
  .add(categoriesFeature)
  .add(missionsFeature)
  .add(offersFeature)
  .add(listingFeature)
  .add(contactFeature)
  .add(favouritesFeature)
  .add(questionsFeature)
  .add(calendarsFeature)
  .add(picturesFeature)
  .add(conversationsFeature)
  .add(savedSearchesFeature)
  .add(moderationFeature)
  .add(administrationFeature)
  .add(privacyFeature)
  .add(auctionRecordsFeature)
  .add(notificationsFeature)
  .add(operationsFeature)
  .add(backupsFeature)
  .add(restoresFeature);
