import { accountRules } from "./account-rules.ts";
import { contactRules } from "./contact-rules.ts";
import { favouriteRules } from "./favourite-rules.ts";
import { missionRules } from "./mission-rules.ts";
import { moderationRules } from "./moderation-rules.ts";
import { notificationRules } from "./notification-rules.ts";
import { offerRules } from "./offer-rules.ts";
import { partyRules } from "./party-rules.ts";
import type { RouteRules } from "./route-rules.ts";
import { savedSearchRules } from "./saved-search-rules.ts";
import { talkRules } from "./talk-rules.ts";

/** Every route of the OpenAPI document, and no other. */
export const routeRules: RouteRules = {
  ...accountRules,
  ...missionRules,
  ...offerRules,
  ...contactRules,
  ...favouriteRules,
  ...savedSearchRules,
  ...moderationRules,
  ...notificationRules,
  ...partyRules,
  ...talkRules,
};
