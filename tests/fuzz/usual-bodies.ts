import { missionInput, offerInput } from "../support/people.ts";
import type { Caller } from "./fuzz-requests.ts";
import type { FuzzWorld } from "./fuzz-world.ts";

/** A body that its route accepts, and what stands where it is sent to. */
export interface UsualBody {
  readonly caller: Caller;
  body(): Record<string, unknown>;
  /** The id of the path's one parameter. */
  id?(world: FuzzWorld): Promise<string>;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const draft = (world: FuzzWorld) => world.freshMission({ publish: false });
const published = (world: FuzzWorld) => world.freshMission({});
const why = { reason: "Le texte demande une embauche." };

/** By operation: where most of what people type goes in. */
export const usualBodies: Readonly<Record<string, UsualBody>> = {
  createMission: { caller: "client", body: () => missionInput({ publish: false, remote: true }) },
  changeMission: {
    caller: "client",
    id: draft,
    body: () => {
      const { publish: _, ...rest } = missionInput({ remote: false });
      return rest;
    },
  },
  extendMission: { caller: "client", id: published, body: () => ({ deadline: inDays(9) }) },
  addAddendum: {
    caller: "client",
    id: published,
    body: () => ({ text: "Le tableau est au premier étage, sans ascenseur." }),
  },
  makeOffer: { caller: "provider", id: published, body: () => offerInput(90_000) },
  lowerOffer: {
    caller: "provider",
    id: (world) => world.freshOffer(90_000),
    body: () => ({ priceCents: 80_000 }),
  },
  changeProfile: { caller: "client", body: () => ({ displayName: "Mairie de Bron", locale: "fr" }) },
  writeOwnContact: {
    caller: "client",
    body: () => ({
      name: "Élodie Ferrand",
      phone: "06 12 34 56 78 poste 12",
      email: "elodie@example.org",
      address: "3 rue des Lilas\n69500 Bron",
    }),
  },
  writeWorkAddress: {
    caller: "client",
    id: draft,
    body: () => ({ address: "3 rue des Lilas, digicode 12A" }),
  },
  hideMission: { caller: "moderator", id: published, body: () => why },
  cancelMission: { caller: "client", id: published, body: () => why },
};
