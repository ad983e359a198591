import { generateSync } from "otplib";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { PASSWORD, type Person } from "../../accounts/testing/account-fixtures.ts";

/** For tests: a person's authenticator, and the codes that were shown once. */
export interface TestSecondFactor {
  readonly secret: string;
  readonly recoveryCodes: string[];
  /** The code that fits now, by the database's clock; `steps` of 30 s from now otherwise. */
  code(steps?: number): Promise<string>;
  /** As if the codes used so far had been used long ago. */
  forgetUse(): Promise<void>;
}

export async function enableSecondFactor(server: TestServer, person: Person): Promise<TestSecondFactor> {
  const begun = await server.api.post("/me/totp", { password: PASSWORD }, { token: person.token });
  if (begun.status !== 201) throw new Error(`not begun: ${begun.text}`);
  const { secret } = begun.body;
  const body = { code: await codeOf(server, secret) };
  const confirmed = await server.api.post("/me/totp/confirm", body, { token: person.token });
  if (confirmed.status !== 200) throw new Error(`not confirmed: ${confirmed.text}`);
  const factor: TestSecondFactor = {
    secret,
    recoveryCodes: confirmed.body.recoveryCodes,
    code: (steps = 0) => codeOf(server, secret, steps),
    forgetUse: async () => {
      await server.sql("update totp_secrets set last_step = 0 where user_id = $1", [person.id]);
    },
  };
  await factor.forgetUse();
  return factor;
}

export async function codeOf(server: TestServer, secret: string, steps = 0): Promise<string> {
  const [row] = await server.sql<{ now: string }>(
    "select floor(extract(epoch from clock_timestamp()))::text as now",
  );
  return generateSync({ secret, epoch: Number(row?.now) + 30 * steps });
}
