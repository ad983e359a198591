import type { TestServer } from "../../../../../tests/support/server.ts";
import { openMailer } from "../../../platform/mail.ts";
import { type DeliveryDependencies, sendDueMails } from "../deliver.ts";
import type { DigestDependencies } from "../digest/send-digests.ts";
import { prepareMail } from "../prepare-mail.ts";
import { createUnsubscribeTokens } from "../unsubscribe-token.ts";

/** What the jobs of a server send mails with, to a mail server of the test's: it then says itself when they leave. */
export function ownDelivery(
  { resources: { database, log }, publicUrl, dataDir }: TestServer,
  { port }: { readonly port: number },
  site = publicUrl,
): DigestDependencies & DeliveryDependencies & { send(service: boolean): Promise<void> } {
  const deps: DigestDependencies = {
    database,
    log,
    mailer: openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, dataDir }),
    publicUrl: () => site,
    currency: "EUR",
    timeZone: "Europe/Paris",
    tokens: createUnsubscribeTokens([Buffer.alloc(32)]),
  };
  const prepare: DeliveryDependencies["prepare"] = (tx, due) => prepareMail(tx, due, deps);
  return { ...deps, prepare, send: (service) => sendDueMails({ ...deps, prepare }, service) };
}
