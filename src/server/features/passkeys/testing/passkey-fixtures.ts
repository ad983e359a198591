import {
  Authenticator,
  type AuthenticatorOptions,
  type Wrong,
} from "../../../../../tests/support/authenticator.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { PASSWORD, type Person } from "../../accounts/testing/account-fixtures.ts";

/** For tests: where the server of the test is reached by browsers. */
export const SITE = "https://swideal.example";
export const RP_ID = "swideal.example";

export const newAuthenticator = (changes: Partial<AuthenticatorOptions> = {}): Authenticator =>
  new Authenticator({ origin: SITE, rpId: RP_ID, ...changes });

export const beginPasskey = (server: TestServer, { token }: Person, proof: object = { password: PASSWORD }) =>
  server.api.post("/me/passkeys/options", proof, { token });

export const keepPasskey = (
  server: TestServer,
  { token }: Person,
  credential: unknown,
  name = "Mon téléphone",
) => server.api.post("/me/passkeys", { name, credential }, { token });

/** A passkey of the person's, made as a browser makes it. */
export async function makePasskey(
  server: TestServer,
  person: Person,
  authenticator = newAuthenticator(),
): Promise<Authenticator> {
  const options = await beginPasskey(server, person);
  const kept = await keepPasskey(server, person, authenticator.create(options.body));
  if (kept.status !== 201) throw new Error(`no passkey made: ${kept.text}`);
  return authenticator;
}

/** Options for a sign-in, answered, with what is wrong about the answer. */
export async function signInByPasskey(server: TestServer, authenticator: Authenticator, wrong: Wrong = {}) {
  const options = await server.api.post("/auth/passkey/options", {});
  return server.api.post("/auth/passkey", { credential: authenticator.get(options.body, wrong) });
}
