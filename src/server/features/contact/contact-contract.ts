import { z } from "zod";
import { Email, Id, Instant, plainText } from "../../http/common-contract.ts";

const Address = plainText({ min: 1, max: 500, multiline: true });

/** How a party can be reached. Four times null: nothing is kept, or what was kept is forgotten. */
export const ContactDetails = z
  .strictObject({
    name: plainText({ min: 1, max: 100 }).nullable().default(null),
    phone: plainText({ min: 1, max: 40 })
      .nullable()
      .default(null)
      .meta({ description: "A French number, or one that begins with +; given back as it was typed" }),
    email: Email.nullable().default(null),
    address: Address.nullable().default(null),
  })
  .meta({ id: "ContactDetails" });
export type ContactDetails = z.infer<typeof ContactDetails>;

export const WorkAddress = z.strictObject({ address: Address.nullable() }).meta({ id: "WorkAddress" });
export type WorkAddress = z.infer<typeof WorkAddress>;

export const ConsentChange = z.strictObject({ shareContact: z.boolean() });
export const Consent = z
  .strictObject({
    shareContact: z.boolean(),
    since: Instant.nullable().meta({ description: "When it was given; null where it is not" }),
  })
  .meta({ id: "ContactConsent" });
export type Consent = z.infer<typeof Consent>;

export const MissionContact = z
  .strictObject({
    party: z.strictObject({ id: Id, displayName: z.string() }).meta({ description: "The other side" }),
    state: z.enum(["shared", "not_shared", "missing"]).meta({
      description:
        "`not_shared`: the other side has not agreed; `missing`: it has agreed and filled in nothing yet",
    }),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    phoneUri: z.string().nullable().meta({ description: "To dial it: RFC 3966" }),
    email: z.string().nullable(),
    address: z.string().nullable(),
    workAddress: z.string().nullable().meta({ description: "Where the work is done" }),
    own: z
      .strictObject({ ...Consent.shape, hasDetails: z.boolean() })
      .meta({ description: "What the other side gets of the caller" }),
  })
  .meta({ id: "MissionContact" });
export type MissionContact = z.infer<typeof MissionContact>;
