import { setTimeout as wait } from "node:timers/promises";
import { type ReadMail, readMail } from "../../tests/support/read-mail.ts";
import { type ReceivedMail, startSmtpServer, type TestSmtpServer } from "../../tests/support/smtp-server.ts";

const LONGEST_WAIT_MS = 120_000;

/** Where mails go: it takes them all, may be away for a while, and says when one is on its way. */
export class MailSink {
  readonly port: number;
  /** What happens before the next mail is taken. */
  onNext: (() => void) | null = null;
  #server: TestSmtpServer | null;
  readonly #before: ReceivedMail[] = [];

  private constructor(server: TestSmtpServer) {
    this.#server = server;
    this.port = server.port;
  }

  static async open(): Promise<MailSink> {
    const sink: MailSink = new MailSink(
      await startSmtpServer({ onMailFrom: (...args) => sink.#next(...args) }),
    );
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Every mail that it has taken, in order. */
  get received(): readonly ReceivedMail[] {
    return [...this.#before, ...(this.#server?.received ?? [])];
  }

  all(): ReadMail[] {
    return this.received.map(readMail);
  }

  /** Those to somebody, in order, of which `wanted` is true. */
  to(email: string, wanted: (mail: ReadMail) => boolean = () => true): ReadMail[] {
    return this.received
      .filter(({ recipients }) => recipients.includes(email))
      .map(readMail)
      .filter(wanted);
  }

  /** Waits for one; null: it has not come. */
  async next(
    email: string,
    wanted: (mail: ReadMail) => boolean,
    withinMs = LONGEST_WAIT_MS,
  ): Promise<ReadMail | null> {
    for (const end = performance.now() + withinMs; performance.now() < end; await wait(25)) {
      const [mail] = this.to(email, wanted);
      if (mail !== undefined) return mail;
    }
    return null;
  }

  async goAway(): Promise<void> {
    this.#before.push(...(this.#server?.received ?? []));
    const server = this.#server;
    this.#server = null;
    await server?.close();
  }

  async comeBack(): Promise<void> {
    this.#server = await startSmtpServer({ onMailFrom: (...args) => this.#next(...args) }, this.port);
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #next(_address: unknown, _session: unknown, done: () => void): void {
    const happens = this.onNext;
    this.onNext = null;
    happens?.();
    done();
  }
}
