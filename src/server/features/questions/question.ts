import { contactDetailIn } from "../../../shared/contact-details.ts";
import { AppError } from "../../core/errors.ts";

export const MOST_OF_A_PARTY = 5;
export const MOST_OF_A_MISSION = 100;

/** Whoever reads questions: all but its own party and moderators read the same. */
export interface QuestionReader {
  readonly partyId: string | null;
  readonly moderator: boolean;
}

/** Throws `contact_details`: what is public must not hold how to reach somebody. */
export function refuseContactDetails(text: string): void {
  const found = contactDetailIn(text);
  if (found !== null)
    throw new AppError("contact_details", { fields: [{ path: "/text", code: `contact_${found}` }] });
}
