import type { Manifest } from "./core/manifest.ts";
import { accountsManifest } from "./features/accounts/index.ts";
import { auditManifest } from "./features/audit/index.ts";
import { categoriesManifest } from "./features/categories/index.ts";
import { contactManifest } from "./features/contact/index.ts";
import { listingManifest } from "./features/listing/index.ts";
import { missionsManifest } from "./features/missions/index.ts";
import { moderationManifest } from "./features/moderation/index.ts";
import { offersManifest } from "./features/offers/index.ts";
import { organisationsManifest } from "./features/organisations/index.ts";
import { passkeysManifest } from "./features/passkeys/index.ts";
import { placesManifest } from "./features/places/index.ts";
import { secondFactorManifest } from "./features/second-factor/index.ts";
import { sessionsManifest } from "./features/sessions/index.ts";
import { platformManifest } from "./platform/manifest.ts";

/** What each part tells of its tables; a feature without tables has nothing to tell yet. */
export const manifests: readonly Manifest[] = [
  platformManifest,
  auditManifest,
  accountsManifest,
  organisationsManifest,
  sessionsManifest,
  secondFactorManifest,
  passkeysManifest,
  placesManifest,
  categoriesManifest,
  missionsManifest,
  offersManifest,
  listingManifest,
  contactManifest,
  moderationManifest,
];
