import type { Locale } from "./locale.ts";

/**
 * Every page's path in both languages. The pages' routes are made from it (`src/web/routes.ts`), and links in pages, mails
 * and answers come from `pathTo`: nothing else spells one.
 */
export const paths = {
  feed: { fr: "/", en: "/en" },
  search: { fr: "/recherche", en: "/en/search" },
  town: { fr: "/villes/:place", en: "/en/towns/:place" },
  mission: { fr: "/missions/:id", en: "/en/missions/:id" },
  offer: { fr: "/missions/:id/proposer", en: "/en/missions/:id/offer" },
  manage: { fr: "/missions/:id/gerer", en: "/en/missions/:id/manage" },
  missionData: { fr: "/missions/:id/donnees", en: "/en/missions/:id/data" },
  record: { fr: "/missions/:id/proces-verbal", en: "/en/missions/:id/record" },
  publish: { fr: "/publier", en: "/en/publish" },
  myMissions: { fr: "/mes-missions", en: "/en/my-missions" },
  myOffers: { fr: "/mes-offres", en: "/en/my-offers" },
  conversations: { fr: "/messages", en: "/en/messages" },
  conversation: { fr: "/messages/:id", en: "/en/messages/:id" },
  favourites: { fr: "/mes-favoris", en: "/en/my-favourites" },
  savedSearches: { fr: "/mes-recherches", en: "/en/my-searches" },
  signIn: { fr: "/connexion", en: "/en/sign-in" },
  signOut: { fr: "/deconnexion", en: "/en/sign-out" },
  signUp: { fr: "/inscription", en: "/en/sign-up" },
  verify: { fr: "/verifier", en: "/en/verify" },
  forgotPassword: { fr: "/mot-de-passe-oublie", en: "/en/forgot-password" },
  resetPassword: { fr: "/mot-de-passe", en: "/en/password" },
  profile: { fr: "/compte", en: "/en/account" },
  status: { fr: "/etat-du-service", en: "/en/service-status" },
  problems: { fr: "/problemes", en: "/en/problems" },
  problem: { fr: "/problemes/:code", en: "/en/problems/:code" },
  report: { fr: "/signaler", en: "/en/report" },
  moderation: { fr: "/moderation", en: "/en/moderation" },
  moderationMissions: { fr: "/moderation/missions", en: "/en/moderation/missions" },
  moderationAccounts: { fr: "/moderation/comptes", en: "/en/moderation/accounts" },
  moderationOrganisations: { fr: "/moderation/organisations", en: "/en/moderation/organisations" },
  moderationRelatedOffers: { fr: "/moderation/offres-liees", en: "/en/moderation/related-offers" },
  moderationThread: { fr: "/moderation/conversation", en: "/en/moderation/conversation" },
  journal: { fr: "/administration/journal", en: "/en/administration/log" },
  organisations: { fr: "/organisations", en: "/en/organisations" },
  organisation: { fr: "/organisations/:id", en: "/en/organisations/:id" },
  invitation: { fr: "/invitation", en: "/en/invitation" },
  unsubscribe: { fr: "/desabonnement", en: "/en/unsubscribe" },
  notifications: { fr: "/notifications", en: "/en/notifications" },
  preferences: { fr: "/notifications/preferences", en: "/en/notifications/preferences" },
  security: { fr: "/compte/securite", en: "/en/account/security" },
  myData: { fr: "/compte/donnees", en: "/en/account/data" },
  privacy: { fr: "/confidentialite", en: "/en/privacy" },
  erasure: { fr: "/effacement", en: "/en/erasure" },
} as const satisfies Record<string, Record<Locale, string>>;

/** In a page's query: the party for which its reader is to act. */
export const ACTING_FOR = "pour";

export type PageName = keyof typeof paths;

/** The names after a colon, e.g. `id` of `/missions/:id`. */
type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Parameters<Page extends PageName> = Readonly<Record<Names<(typeof paths)[Page][Locale]>, string>>;

type Query = Readonly<Record<string, string | number | undefined>>;

/** A page's path, its parameters filled in and its query appended; empty query values are left out. */
export function pathTo<Page extends PageName>(
  locale: Locale,
  page: Page,
  ...[parameters, query = {}]: [Names<(typeof paths)[Page][Locale]>] extends [never]
    ? [parameters?: Parameters<Page>, query?: Query]
    : [parameters: Parameters<Page>, query?: Query]
): string {
  const given: Readonly<Record<string, string>> = parameters ?? {};
  const path = paths[page][locale].replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(given[name] ?? ""),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, String(value)]],
    ),
  ).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** The language stands in the path and nowhere else: English lives under /en. */
export function localeOf(pathname: string): Locale {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : "fr";
}

/** The same page in the other language; the feed where an address has no twin. */
export function twinOf(pathname: string, search: string, locale: Locale): string {
  const other: Locale = locale === "fr" ? "en" : "fr";
  for (const pair of Object.values(paths)) {
    const pattern = new RegExp(`^${pair[locale].replace(/:\w+/g, "([^/]+)")}/?$`);
    const match = pattern.exec(pathname);
    if (match === null) continue;
    let index = 0;
    return pair[other].replace(/:\w+/g, () => match[++index] ?? "") + search;
  }
  return paths.feed[other];
}
