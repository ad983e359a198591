export { type Account, emailKey, type OpenedSession, shownName, toUser } from "./account.ts";
export { type Reauthentication, reauthentication, SignedIn, User } from "./account-contract.ts";
export type { TellOwner } from "./account-jobs.ts";
export {
  confirmEmail,
  findAccount,
  findAccountByEmail,
  insertParty,
  lockAccountToErase,
  type PartyKind,
  partyName,
  renameParty,
} from "./account-queries.ts";
export { holdAccount, lockActiveAccount, lockOwnAccount } from "./active-account.ts";
export { type EnsuredUser, ensureUser, type WantedUser } from "./ensure-user.ts";
export { equaliseRefusalTiming } from "./equalise-timing.ts";
export { forgetAccount } from "./erased-account.ts";
export { accountsFeature } from "./feature.ts";
export {
  accountsToEnd,
  accountsToWarn,
  forgetVoidWarnings,
  INACTIVE_AFTER,
  isToEnd,
  noteSeen,
  noteWarning,
  type Warning,
} from "./inactivity-queries.ts";
export {
  listUsers,
  lockUsers,
  type ManagedUserRow,
  moderatorsOf,
  updateRoles,
  updateSuspension,
} from "./managed-user-queries.ts";
export { partyRows } from "./party-bulk.ts";
export { passwordStillFits, renewHash } from "./password-at-sign-in.ts";
export {
  createPasswordHashing,
  OWASP_COST,
  type PasswordCost,
  type PasswordHashing,
} from "./password-hashing.ts";
export type { CheckSecondFactor, Reauthenticate } from "./reauthentication.ts";
export { refuseStaffName } from "./reserved-names.ts";
export { restoreAccounts, userOfParty, voidPassword } from "./restored-accounts.ts";
