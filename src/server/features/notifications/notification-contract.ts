import { z } from "zod";
import { Id, Instant, PageQuery, page, queryBoolean } from "../../http/common-contract.ts";

export const Notification = z.strictObject({
  id: Id,
  kind: z.string(),
  text: z.string().meta({
    description:
      "One line, in the language asked for; without a title where the reader may no longer see what it is about",
  }),
  path: z.string().nullable().meta({ description: "Where the pages show it; null: nowhere any more" }),
  missionId: Id.nullable(),
  partyId: Id.nullable().meta({
    description: "For which of the reader's parties; null: for the reader alone",
  }),
  createdAt: Instant,
  read: z.boolean(),
});
export type Notification = z.infer<typeof Notification>;

export const NotificationPage = page(Notification);
export const NotificationsQuery = PageQuery.extend({ unread: queryBoolean.optional() });

export const UnreadCount = z.strictObject({
  count: z.int().meta({ description: "At most 100, which may be more" }),
});

export const ReadNotifications = z.strictObject({
  ids: z.array(Id).min(1).max(100).optional(),
  before: Id.optional().meta({ description: "This one and all that came before it" }),
});
export type ReadNotifications = z.infer<typeof ReadNotifications>;

const MailWish = z.enum(["instant", "digest", "off"]);

export const Preference = z.strictObject({
  kind: z.string(),
  label: z.string(),
  service: z.boolean().meta({ description: "Cannot be switched off" }),
  mail: MailWish,
});

export const Preferences = z.strictObject({
  items: z.array(Preference),
  mailStopped: z.boolean().meta({
    description: "The reader's mail server has refused mails for good: only service mails are still tried",
  }),
});
export type Preferences = z.infer<typeof Preferences>;

export const PreferencesChange = z.strictObject({
  items: z
    .array(z.strictObject({ kind: z.string().regex(/^[a-z_]{1,40}$/), mail: MailWish }))
    .min(1)
    .max(50),
});
export type PreferencesChange = z.infer<typeof PreferencesChange>;
