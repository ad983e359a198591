import { type RouteConfig, route } from "@react-router/dev/routes";
import { type PageName, paths } from "../shared/page-paths.ts";

const files: Readonly<Record<PageName, string>> = {
  feed: "reading/feed.tsx",
  search: "reading/search.tsx",
  town: "reading/town.tsx",
  mission: "reading/mission.tsx",
  offer: "workspace/offer.tsx",
  manage: "workspace/manage.tsx",
  publish: "publish/publish.tsx",
  myMissions: "workspace/my-missions.tsx",
  myOffers: "workspace/my-offers.tsx",
  conversations: "talk/conversations.tsx",
  conversation: "talk/conversation.tsx",
  favourites: "favourites/favourites.tsx",
  savedSearches: "saved-searches/saved-searches.tsx",
  signIn: "account/sign-in.tsx",
  signOut: "session/sign-out.tsx",
  signUp: "account/sign-up.tsx",
  verify: "account/verify.tsx",
  forgotPassword: "account/forgot-password.tsx",
  resetPassword: "account/reset-password.tsx",
  profile: "account/profile.tsx",
  status: "status/status.tsx",
  problems: "problems/problems.tsx",
  problem: "problems/problem.tsx",
  report: "moderation/report.tsx",
  moderation: "moderation/reports.tsx",
  moderationMissions: "moderation/missions.tsx",
  moderationAccounts: "moderation/accounts.tsx",
  moderationOrganisations: "moderation/organisations.tsx",
  moderationRelatedOffers: "moderation/related-offers.tsx",
  organisations: "organisations/organisations.tsx",
  organisation: "organisations/organisation.tsx",
  invitation: "organisations/invitation.tsx",
  unsubscribe: "notifications/unsubscribe.tsx",
  notifications: "notifications/notifications.tsx",
  preferences: "notifications/preferences.tsx",
  security: "security/security.tsx",
};

export default [
  ...(Object.keys(files) as PageName[]).flatMap((name) => [
    route(paths[name].fr, files[name], { id: `fr/${name}` }),
    route(paths[name].en, files[name], { id: `en/${name}` }),
  ]),
  route("*", "not-found.tsx"),
] satisfies RouteConfig;
