export { type Account, emailKey, type OpenedSession, toUser } from "./account.ts";
export { type Reauthentication, reauthentication, SignedIn, User } from "./account-contract.ts";
export { accountJobs, createTellOwner, type TellOwner } from "./account-jobs.ts";
export {
  confirmEmail,
  findAccount,
  findAccountByEmail,
  insertParty,
  lockAccount,
  type PartyKind,
  partyName,
  renameParty,
} from "./account-queries.ts";
export { accountRoutes } from "./account-routes.ts";
export { type AccountService, createAccountService } from "./account-service.ts";
export { lockActiveAccount } from "./active-account.ts";
export { createCommonPasswordCheck } from "./common-password.ts";
export { credentialRoutes } from "./credential-routes.ts";
export { createEmailService, type EmailService } from "./email-service.ts";
export { type EnsuredUser, ensureUser, type WantedUser } from "./ensure-user.ts";
export { equaliseRefusalTiming } from "./equalise-timing.ts";
export {
  listUsers,
  lockUsers,
  type ManagedUserRow,
  updateRoles,
  updateSuspension,
} from "./managed-user-queries.ts";
export { accountsManifest } from "./manifest.ts";
export { passwordStillFits, renewHash } from "./password-at-sign-in.ts";
export {
  createPasswordHashing,
  OWASP_COST,
  type PasswordCost,
  type PasswordHashing,
} from "./password-hashing.ts";
export { createPasswordService, type PasswordService } from "./password-service.ts";
export {
  type CheckSecondFactor,
  createReauthentication,
  type Reauthenticate,
} from "./reauthentication.ts";
export { refuseStaffName } from "./reserved-names.ts";
