// The floors of the features, and whose each table of the database is. Part of the table of rooms: see rooms.ts.

/** Features import the doors of their own floor and of lower ones; the first is the lowest. */
export interface Floor {
  readonly name: string;
  readonly why: string;
  /** Each with its tables: a table's name stands in the SQL of its owner alone. */
  readonly features: Readonly<Record<string, readonly string[]>>;
}

export const floors: readonly Floor[] = [
  {
    name: "record",
    why: "every feature above writes its audit entry in the transaction of what it does; audit knows none of them",
    features: { audit: ["audit_entries", "audit_details"] },
  },
  {
    name: "identity",
    why: "who somebody is, and how they show it",
    features: {
      accounts: ["parties", "users", "mail_tokens", "email_changes"],
      sessions: ["sessions", "refresh_tokens"],
      "second-factor": ["totp_secrets", "recovery_codes"],
      passkeys: ["passkeys", "passkey_challenges"],
    },
  },
  {
    name: "market",
    why: "what is asked for and what is offered",
    features: {
      places: ["places", "reference_loads"],
      categories: ["categories"],
      missions: [
        "missions",
        "mission_addenda",
        "mission_cards",
        "mission_tallies",
        "mission_reasons",
        "mission_timer_failures",
        "search_terms",
        "search_suggestions",
        "search_words",
        "search_word_clients",
        "search_progress",
      ],
      offers: ["offers", "offer_revisions"],
    },
  },
  {
    name: "exchange",
    why: "what two parties tell each other",
    features: { contact: ["contact_details", "contact_consents", "work_addresses"] },
  },
  {
    name: "trust",
    why: "who watches over the market, and decides",
    features: { moderation: ["reports", "restrictions"], administration: [] },
  },
  { name: "operation", why: "what operators ask of the running program", features: { operations: [] } },
  { name: "demo", why: "fills a whole marketplace with examples", features: { demo: [] } },
];

/** Tables that are no feature's. */
export const platformTables: readonly string[] = ["idempotency_keys", "schema_migrations"];
