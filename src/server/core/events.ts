/**
 * What happens in one feature and others hear of: ids and facts, nothing that people wrote. Whoever needs more asks the
 * feature that it belongs to. `server/listeners.ts` says who listens to what.
 */
export interface DomainEvents {
  readonly "account.renamed": { readonly partyId: string };

  /**
   * An account is about to be erased: what it has on the market ends. Its row is locked. `again`: it was erased before, and
   * an older backup was put back; then nothing may stand against it.
   */
  readonly "account.leaving": {
    readonly userId: string;
    readonly partyId: string;
    readonly by: "client" | "moderator" | "again";
  };

  /** An account is erased: whoever has rows of it that no statement of its own reaches takes the person out of them. */
  readonly "account.erased": { readonly userId: string; readonly partyId: string };

  /** Somebody belongs to this organisation since now. */
  readonly "party.joined": {
    readonly partyId: string;
    readonly userId: string;
    /** Knows that offers of its parties will stand against each other, and joins all the same. */
    readonly acceptsRelatedOffers: boolean;
  };

  /** An organisation ends: nobody belongs to it any more, and nobody will. */
  readonly "party.dissolved": { readonly partyId: string; readonly by: "client" | "moderator" };

  /** What opens an account is another now, or in other hands. */
  readonly "account.credentials_changed": {
    readonly userId: string;
    readonly change: "password_changed" | "password_reset" | "email_changed" | "account_taken_over";
    /** The session in which the owner did it; null where there was none. */
    readonly sessionId: string | null;
    /** Whether the owner wants the other sessions to go on. */
    readonly othersStay: boolean;
  };

  /** One of the ways into an account is none any more. */
  readonly "account.factor_removed": {
    readonly userId: string;
    readonly factor: "second_factor" | "passkey";
    /** Of a passkey its id, of the second factor the user's: nobody has two. */
    readonly factorId: string;
  };

  /** An older state of the database was put back, and what happened since was done again: nothing old is told once more. */
  readonly "installation.restored": {
    /** Of when the state is, ISO 8601. */
    readonly snapshotAt: string;
  };

  /** A mission made a transition of the table of states; its row is locked and already says so. */
  readonly "mission.transitioned": {
    readonly missionId: string;
    readonly clientPartyId: string;
    readonly transition: string;
    readonly from: string;
    readonly to: string;
  };

  /** What a published mission says is another now. */
  readonly "mission.changed": { readonly missionId: string };

  /** The client has added a text to a mission whose content is frozen. */
  readonly "mission.addendum_added": { readonly missionId: string; readonly clientPartyId: string };

  /** A late offer has moved a published mission's deadline to this instant, in ISO 8601. */
  readonly "mission.deadline_moved": { readonly missionId: string; readonly deadline: string };

  /** A provider's first offer for a mission, or one that came back. */
  readonly "offer.made": BothSides & Beaten;

  /** A provider has lowered its price. */
  readonly "offer.lowered": Sides & Beaten;

  /** A provider has taken its offer back, or lost it with its account. */
  readonly "offer.withdrawn": Sides;

  /** The client took this provider's offer. */
  readonly "offer.awarded": BothSides;

  /** Moderators have decided against a mission or a party, or taken it back; its owners are owed the reason. */
  readonly "restriction.decided": {
    readonly restrictionId: string;
    readonly kind:
      | "mission_hidden"
      | "mission_shown"
      | "account_suspended"
      | "account_reinstated"
      | "question_hidden";
    readonly partyId: string;
    readonly missionId: string | null;
    /** The question that was hidden, and the report that was decided; null: none was. */
    readonly question: { readonly id: string; readonly reportId: string } | null;
  };

  /** The archive of what is kept of this person can be taken. */
  readonly "export.ready": { readonly exportId: string; readonly userId: string };

  /**
   * Saved searches have found a published mission: these people are alerted of it, each once. Again only for whom it was
   * to be in a digest, and is told at once now.
   */
  readonly "alerts.matched": {
    readonly missionId: string;
    readonly alerts: readonly {
      readonly userId: string;
      readonly searchIds: readonly string[];
      readonly frequency: "instant" | "daily" | "weekly";
    }[];
  };

  /** A saved search names a trade or a town that is no more, and is off since now. */
  readonly "saved_search.to_review": { readonly searchId: string; readonly userId: string };

  /**
   * Which offers a mission has, or at what prices, is another now; the mission's row is locked. A lower price in a sealed
   * auction is none of this.
   */
  readonly "offers.changed": { readonly missionId: string };

  /** Somebody asked a question on a mission; who did is told to nobody but moderators. */
  readonly "question.asked": QuestionFacts;

  /** The client has answered it; everybody reads the answer. */
  readonly "question.answered": QuestionFacts;

  /** Somebody of one side of a conversation has written to the other. */
  readonly "message.posted": {
    readonly missionId: string;
    readonly conversationId: string;
    readonly messageId: string;
    readonly clientPartyId: string;
    readonly providerPartyId: string;
    readonly authorPartyId: string;
    readonly recipientPartyId: string;
    /** Of the recipients those who want no mails about this conversation. */
    readonly mutedUserIds: readonly string[];
  };

  /** Somebody has read a conversation to its end. */
  readonly "conversation.read_up_to": { readonly userId: string; readonly conversationId: string };
}

interface QuestionFacts {
  readonly missionId: string;
  readonly questionId: string;
  readonly clientPartyId: string;
  readonly authorPartyId: string;
}

/** The two sides of an offer. */
interface Sides {
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly providerPartyId: string;
}

/** And whether who acted gives its contact details to the other. */
interface BothSides extends Sides {
  readonly shareContact: boolean;
}

interface Beaten {
  /** In an open auction, whose price was the best until now; null: it still is, or there was none, or nobody may know. */
  readonly beatenPartyId: string | null;
}

export type EventName = keyof DomainEvents;
