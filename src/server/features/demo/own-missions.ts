/** Who owns some of the missions and some of the offers, so that these two find something of their own. */
export interface OwnMissions {
  readonly clientPartyId: string;
  readonly clientUserId: string;
  readonly clientName: string;
  readonly providerPartyId: string;
  readonly providerUserId: string;
}
