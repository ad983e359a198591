import { randomUUID } from "node:crypto";
import { PASSWORD } from "../support/people.ts";
import { anyone, anyUser, type RouteRules } from "./route-rules.ts";

const email = () => `${randomUUID()}@example.org`;
const reason = "Signalements répétés.";
const password = PASSWORD;
const newPassword = "une tout autre phrase, plus longue encore";
const OWN = "everybody their own";

export const accountRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "POST /api/v1/auth/register": {
    who: "anyone",
    body: () => ({ email: email(), password, displayName: "Élodie Ferrand" }),
    on: { nothing: anyone(201) },
  },
  "POST /api/v1/auth/login": {
    who: "whoever has the password, and the second factor where there is one",
    body: (known) => ({ email: known.email, password }),
    on: { nothing: anyone(200) },
    also: {
      body: (known) => ({ email: known.email, password: newPassword }),
      on: { nothing: anyone(401) },
    },
  },
  "POST /api/v1/auth/refresh": { who: "whoever has the refresh cookie", on: { nothing: anyone(401) } },
  "POST /api/v1/auth/logout": {
    who: "anyone: ends the sessions that the request proves",
    ownAccount: "plain",
    on: { nothing: anyone(204) },
  },
  "POST /api/v1/auth/email/verify": {
    who: "whoever has the token of the mail",
    body: () => ({ token: "inconnu" }),
    on: { nothing: anyone(400) },
  },
  "POST /api/v1/auth/email/resend": {
    who: "anyone",
    body: () => ({ email: email() }),
    on: { nothing: anyone(202) },
  },
  "POST /api/v1/auth/password/forgot": {
    who: "anyone",
    body: () => ({ email: email() }),
    on: { nothing: anyone(202) },
  },
  "POST /api/v1/auth/password/reset": {
    who: "whoever has the token of the mail",
    body: () => ({ token: "inconnu", password: newPassword }),
    on: { nothing: anyone(400) },
  },
  "POST /api/v1/auth/passkey/options": { who: "anyone", on: { nothing: anyone(200) } },
  "POST /api/v1/auth/passkey": {
    who: "whoever has the passkey",
    body: () => ({
      credential: {
        id: "inconnu",
        rawId: "inconnu",
        type: "public-key",
        response: {
          clientDataJSON: "inconnu",
          authenticatorData: "inconnu",
          signature: "inconnu",
          userHandle: "inconnu",
        },
      },
    }),
    on: { nothing: anyone(401) },
  },

  "GET /api/v1/me": { who: OWN, on: { nothing: anyUser(200) } },
  "PATCH /api/v1/me": {
    who: OWN,
    body: () => ({ displayName: `Ada ${randomUUID()}` }),
    on: { nothing: anyUser(200) },
  },
  "DELETE /api/v1/me": {
    who: `${OWN}, with the password once more`,
    ownAccount: "plain",
    body: () => ({ password }),
    on: { nothing: anyUser(200) },
  },
  "GET /api/v1/erasures/{id}": {
    who: "whoever knows its id",
    on: { erasure: anyone(200), unknown: anyone(404) },
  },
  "POST /api/v1/me/password": {
    who: `${OWN}, with the password once more`,
    ownAccount: "plain",
    body: () => ({ password, newPassword }),
    on: { nothing: anyUser(204) },
    also: { body: () => ({ password: newPassword, newPassword }), on: { nothing: anyUser(401) } },
  },
  "POST /api/v1/me/email": {
    who: `${OWN}, with the password once more`,
    ownAccount: "plain",
    body: () => ({ password, email: email() }),
    on: { nothing: anyUser(200) },
    also: { body: () => ({ password: newPassword, email: email() }), on: { nothing: anyUser(401) } },
  },
  "GET /api/v1/me/calendar": { who: OWN, on: { nothing: anyUser(200) } },
  "POST /api/v1/me/calendar": { who: OWN, on: { nothing: anyUser(201) } },
  "DELETE /api/v1/me/calendar": { who: OWN, on: { nothing: anyUser(204) } },
  "POST /api/v1/me/export": {
    who: `${OWN}, with the password once more`,
    ownAccount: "plain",
    body: () => ({ password }),
    on: { nothing: anyUser(202) },
    also: { body: () => ({ password: newPassword }), on: { nothing: anyUser(401) } },
  },
  "GET /api/v1/me/export": { who: OWN, on: { nothing: anyUser(200) } },
  "GET /api/v1/me/export/{id}": {
    who: `${OWN}, the archive in the session that asked for it`,
    on: {
      "export of the owner": "401 202 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/me/consents": { who: OWN, on: { nothing: anyUser(200) } },
  "GET /api/v1/privacy": { who: "anyone", on: { nothing: anyone(200) } },
  "GET /api/v1/me/events": { who: OWN, on: { nothing: anyUser(200) } },
  "GET /api/v1/me/sessions": { who: OWN, on: { nothing: anyUser(200) } },
  "DELETE /api/v1/me/sessions": { who: OWN, ownAccount: "plain", on: { nothing: anyUser(204) } },
  "DELETE /api/v1/me/sessions/{id}": {
    who: OWN,
    on: {
      "session of the owner": "401 204 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/me/totp": { who: OWN, on: { nothing: anyUser(200) } },
  "POST /api/v1/me/totp": {
    who: `${OWN}, with the password once more`,
    ownAccount: "plain",
    body: () => ({ password }),
    on: { nothing: anyUser(201) },
    also: { body: () => ({ password: newPassword }), on: { nothing: anyUser(401) } },
  },
  "POST /api/v1/me/totp/confirm": {
    who: `${OWN}, with a code of the new secret`,
    ownAccount: "second factor begun",
    body: () => ({ code: "000000" }),
    on: { nothing: anyUser(400) },
  },
  "POST /api/v1/me/totp/recovery-codes": {
    who: `${OWN}, with the password and the second factor`,
    ownAccount: "second factor",
    body: () => ({ password }),
    on: { nothing: anyUser(401) },
  },
  "DELETE /api/v1/me/totp": {
    who: `${OWN}, with the password and the second factor`,
    ownAccount: "second factor",
    body: () => ({ password }),
    on: { nothing: anyUser(401) },
  },
  "GET /api/v1/me/passkeys": { who: OWN, on: { nothing: anyUser(200) } },
  "POST /api/v1/me/passkeys/options": {
    who: `${OWN}, with the password once more`,
    body: () => ({ password }),
    on: { nothing: anyUser(200) },
    also: { body: () => ({ password: newPassword }), on: { nothing: anyUser(401) } },
  },
  "POST /api/v1/me/passkeys": {
    who: `${OWN}, answering a challenge that a password was given for`,
    body: () => ({
      name: "Téléphone",
      credential: {
        id: "inconnu",
        rawId: "inconnu",
        type: "public-key",
        response: { clientDataJSON: "inconnu", attestationObject: "inconnu" },
      },
    }),
    on: { nothing: anyUser(400) },
  },
  "DELETE /api/v1/me/passkeys/{id}": {
    who: `${OWN}, with the password once more`,
    body: () => ({ password }),
    on: {
      "passkey of the owner": "401 204 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
    also: { body: () => ({ password: newPassword }), on: { "passkey of the owner": anyUser(401) } },
  },

  "GET /api/v1/admin/users": { who: "every account", on: { nothing: "401 403 403 403 403 200 200" } },
  "PATCH /api/v1/admin/users/{id}": {
    who: "never the own account; `roles` asks for `users:assign-roles`, an account of a moderator or administrator for `users:change-staff`",
    body: () => ({ suspended: true, reason }),
    on: {
      person: "401 403 403 403 403 200 200",
      moderator: "401 403 403 403 403 403 200",
      unknown: "401 403 403 403 403 404 404",
    },
    also: {
      body: () => ({ roles: ["client"], reason }),
      on: {
        person: "401 403 403 403 403 403 200",
        moderator: "401 403 403 403 403 403 200",
        unknown: "401 403 403 403 403 404 404",
      },
    },
  },
  "DELETE /api/v1/admin/users/{id}/sessions": {
    who: "any account",
    body: () => ({ reason }),
    on: {
      person: "401 403 403 403 403 403 204",
      moderator: "401 403 403 403 403 403 204",
      unknown: "401 403 403 403 403 403 404",
    },
  },

  "GET /api/v1/admin/audit-events": {
    who: "the log of actions",
    on: { nothing: "401 403 403 403 403 403 200" },
  },
  "GET /api/v1/admin/statements": {
    who: "the database's statements, without their values",
    on: { nothing: "401 403 403 403 403 403 200" },
  },

  "GET /livez": { who: "anyone; no token is looked at", on: { nothing: anyone(200) } },
  "GET /readyz": { who: "anyone; no token is looked at", on: { nothing: anyone(200) } },
  "GET /health": { who: "anyone; no token is looked at", on: { nothing: anyone(200) } },
  "GET /.well-known/swideal-record-keys.json": {
    who: "anyone; no token is looked at",
    on: { nothing: anyone(200) },
  },
  "GET /.well-known/jwks.json": { who: "anyone; no token is looked at", on: { nothing: anyone(200) } },
};
