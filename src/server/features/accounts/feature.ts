import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { accountJobs, createTellOwner, createWarnUnused } from "./account-jobs.ts";
import { type AccountRoutesDependencies, accountRoutes } from "./account-routes.ts";
import { type AccountDependencies, createAccountService } from "./account-service.ts";
import { createCommonPasswordCheck } from "./common-password.ts";
import { credentialRoutes } from "./credential-routes.ts";
import { createEmailService } from "./email-service.ts";
import { accountsManifest } from "./manifest.ts";
import { createPasswordHashing } from "./password-hashing.ts";
import { createPasswordService } from "./password-service.ts";
import { type CheckSecondFactor, createReauthentication } from "./reauthentication.ts";

interface AccountNeeds extends FeatureContext {
  readonly checkSecondFactor: CheckSecondFactor;
  readonly openSession: AccountDependencies["openSession"];
  readonly refreshCookie: (api: App) => { readonly set: AccountRoutesDependencies["setRefreshCookie"] };
}

export const accountsFeature = defineFeature(accountsManifest, (needs: AccountNeeds) => {
  const { database, jobs, mailer, emit, attempts, publicUrl, emailVerification } = needs;
  const { checkSecondFactor, openSession, refreshCookie } = needs;
  const hashing = createPasswordHashing();
  const reauthenticate = createReauthentication({ database, hashing, checkSecondFactor, attempts });
  const shared = { database, jobs, hashing, attempts, emit };
  const refuseCommonPassword = createCommonPasswordCheck(publicUrl);
  const accounts = createAccountService({ ...shared, emailVerification, refuseCommonPassword, openSession });
  const passwords = createPasswordService({ ...shared, reauthenticate, refuseCommonPassword });
  const emails = createEmailService({ ...shared, reauthenticate, emailVerification });
  return {
    gives: { hashing, reauthenticate, tellOwner: createTellOwner(jobs), warnUnused: createWarnUnused(jobs) },
    registerRoutes(api: App) {
      accountRoutes(api, { accounts, setRefreshCookie: refreshCookie(api).set });
      credentialRoutes(api, { passwords, emails });
    },
    registerJobs: () => accountJobs({ database, jobs, mailer, publicUrl }),
  };
});
