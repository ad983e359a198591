import type { Kind } from "./kind.ts";
import { alertKinds } from "./kinds/alert-kinds.ts";
import { auctionKinds } from "./kinds/auction-kinds.ts";
import { awardKinds } from "./kinds/award-kinds.ts";
import { messageKinds } from "./kinds/message-kinds.ts";
import { privacyKinds } from "./kinds/privacy-kinds.ts";
import { questionKinds } from "./kinds/question-kinds.ts";
import { restrictionKinds } from "./kinds/restriction-kinds.ts";
import { workKinds } from "./kinds/work-kinds.ts";

/** Everything that anybody can be told of. A new kind is an entry of one of these, and one of `who-is-told.ts`. */
const all = {
  ...alertKinds,
  ...auctionKinds,
  ...questionKinds,
  ...messageKinds,
  ...awardKinds,
  ...workKinds,
  ...restrictionKinds,
  ...privacyKinds,
};

export type KindName = keyof typeof all;
export const kinds: Readonly<Record<KindName, Kind>> = all;
export const kindNames = Object.keys(all) as KindName[];

/** A row may be of a kind that this version of the program does not know any more. */
export const isKind = (name: string): name is KindName => Object.hasOwn(all, name);

/** Those that cannot be switched off. */
export const isService = (name: KindName): boolean => kinds[name].mail === "always";
