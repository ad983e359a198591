import { AppError, type FieldError } from "../../core/errors.ts";
import type { Work } from "../missions/index.ts";
import type { ContactDetails } from "./contact-contract.ts";
import { phoneUri } from "./phone.ts";

/** Guarantees and returns come up after the end, too. */
export const OPEN_AFTER_COMPLETION_MS = 90 * 86_400_000;

/** The two parties of a mission, each with the other. */
export interface Pair {
  readonly missionId: string;
  readonly ownPartyId: string;
  readonly otherPartyId: string;
}

/**
 * The reader and the other side, while they may reach each other: from the award until 90 days after the completion;
 * null for everybody else and at any other time. The clock decides where the timer lags.
 */
export function pairOf(work: Work, missionId: string, partyId: string): Pair | null {
  const { clientPartyId, providerPartyId } = work;
  if (providerPartyId === null || !isOpen(work)) return null;
  if (partyId === clientPartyId) return { missionId, ownPartyId: partyId, otherPartyId: providerPartyId };
  if (partyId === providerPartyId) return { missionId, ownPartyId: partyId, otherPartyId: clientPartyId };
  return null;
}

/** Whom a party agrees, or no longer agrees, to give its details to: a bidder can already say so to the client. */
export function consentPairOf(work: Work, missionId: string, partyId: string): Pair | null {
  if (work.offerOfReader !== "submitted") return pairOf(work, missionId, partyId);
  return { missionId, ownPartyId: partyId, otherPartyId: work.clientPartyId };
}

function isOpen({ status, dueAt, endedAt, now }: Work): boolean {
  switch (status) {
    case "awarded":
      return dueAt === null || dueAt.getTime() > now.getTime();
    case "in_progress":
    case "delivered":
    case "disputed":
      return true;
    case "completed":
      return endedAt !== null && now.getTime() - endedAt.getTime() < OPEN_AFTER_COMPLETION_MS;
    default:
      return false;
  }
}

/** States in which a place of work can still be given; it can be taken back in any. */
export const beforeTheEnd: ReadonlySet<string> = new Set([
  "draft",
  "published",
  "closed",
  "hidden",
  "awarded",
  "in_progress",
  "delivered",
  "disputed",
]);

/** Whoever gives anything gives a name and a way to be reached. Throws `validation_failed`. */
export function requireReachable({ name, phone, email, address }: ContactDetails): void {
  const given = [name, phone, email, address].some((value) => value !== null);
  const fields: FieldError[] = [
    ...(given && name === null ? [{ path: "/name", code: "required" }] : []),
    ...(given && phone === null && email === null ? [{ path: "/phone", code: "phone_or_email" }] : []),
    ...(phone !== null && phoneUri(phone) === null ? [{ path: "/phone", code: "invalid_phone" }] : []),
  ];
  if (fields.length > 0) throw new AppError("validation_failed", { fields });
}

export const isEmpty = ({ name }: ContactDetails): boolean => name === null;
