// Who guesses passwords, in a process of its own: what it costs to send is not the program's.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { beChild } from "../../bench/support/child.ts";

export interface GuessersInput {
  readonly url: string;
  /** Requests under way at once, at any time. */
  readonly atOnce: number;
  /** New addresses of each round, each of a network of its own. */
  readonly addresses: number;
  /** Guesses of each round that the program takes, and requests that its limits refuse. */
  readonly guesses: number;
  readonly refused: number;
  /** Of accounts that there are; nine tenths of the guesses are at others. */
  readonly known: readonly string[];
}

/** How many answers of each status. */
export type Answered = Readonly<Record<number, number>>;

await beChild(async ({ url, atOnce, addresses, guesses, refused, known }: GuessersInput) => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let first = 0;

  const guess = (address: string, email: string) =>
    new Promise<number>((resolve, reject) => {
      const body = JSON.stringify({ email, password: "une phrase de passe fausse" });
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-forwarded-for": address,
      };
      request(`${url}/api/v1/auth/login`, { agent, method: "POST", headers }, (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      })
        .once("error", reject)
        .end(body);
    });

  const storm = async (count: number): Promise<Answered> => {
    const answered: Record<number, number> = {};
    let next = 0;
    const one = async () => {
      while (next < count) {
        const n = next;
        next += 1;
        const email = n % 10 === 0 ? known[(n / 10) % known.length] : undefined;
        const status = await guess(
          networkOf(first + (n % addresses)),
          email ?? `${randomUUID()}@example.org`,
        );
        answered[status] = (answered[status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return answered;
  };

  return {
    url,
    words: {
      /** From new addresses, as often as the limits let them. */
      guess() {
        first += addresses;
        return storm(guesses);
      },
      /** From those that have guessed as often as they may. */
      insist: () => storm(refused),
    },
    stop: async () => agent.destroy(),
  };
});

const networkOf = (n: number) => `${20 + (n >> 16)}.${(n >> 8) % 256}.${n % 256}.9`;
