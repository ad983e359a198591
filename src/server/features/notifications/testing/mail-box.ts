import { expect } from "vitest";
import { type ReadMail, readMail } from "../../../../../tests/support/read-mail.ts";
import { startSmtpServer, type TestSmtpServer } from "../../../../../tests/support/smtp-server.ts";

export { readMail };

/** A mail server for a test's people, and what came for each. */
export interface MailBox extends TestSmtpServer {
  /** Waits until this many mails have come for an address, and gives all of them, in order. */
  of(email: string, count?: number): Promise<ReadMail[]>;
}

export async function startMailBox(...options: Parameters<typeof startSmtpServer>): Promise<MailBox> {
  const server = await startSmtpServer(...options);
  const to = (email: string) => server.received.filter(({ recipients }) => recipients.includes(email));
  return {
    ...server,
    get received() {
      return server.received;
    },
    async of(email, count = 1) {
      await expect.poll(() => to(email).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
      return to(email).map(readMail);
    },
  };
}
