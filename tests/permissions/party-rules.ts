import { randomUUID } from "node:crypto";
import { anyUser, type RouteRules } from "./route-rules.ts";

const unknown = "401 404 404 404 404 404 404";
const ofOwner = "401 403 404 404 404 404 404";
const inviting = () => ({ email: `${randomUUID()}@example.org` });

/** In the organisation the owner is one, the provider a manager and the rival a member; the stranger is none of them. */
export const partyRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "POST /api/v1/parties": {
    who: "anybody, up to 20 each",
    ownAccount: "plain",
    body: () => ({ kind: "association", displayName: "Les Jardins partagés" }),
    on: { nothing: anyUser(201) },
  },
  "GET /api/v1/me/parties": { who: "everybody their own", on: { nothing: anyUser(200) } },
  "GET /api/v1/parties/{id}": {
    who: "who belongs to it; moderators every organisation",
    on: {
      organisation: "401 200 404 200 200 200 200",
      "own party": "401 200 404 404 404 404 404",
      unknown,
    },
  },
  "PATCH /api/v1/parties/{id}": {
    who: "an organisation's owners",
    body: () => ({ displayName: `Les Jardins ${randomUUID()}` }),
    on: { organisation: "401 200 404 403 403 403 403", "own party": ofOwner, unknown },
  },
  "DELETE /api/v1/parties/{id}": {
    who: "an organisation's owners, where it has none moderators",
    on: {
      organisation: "401 204 404 403 403 403 403",
      "organisation in custody": "401 403 404 403 403 204 204",
      "own party": ofOwner,
      unknown,
    },
  },
  "POST /api/v1/parties/{id}/handover": {
    who: "an organisation's last owner",
    on: {
      organisation: "401 200 404 403 403 403 403",
      "organisation in custody": "401 403 404 403 403 403 403",
      "own party": ofOwner,
      unknown,
    },
  },
  "GET /api/v1/parties/{id}/members": {
    who: "who belongs to it; moderators those of every organisation",
    on: {
      organisation: "401 200 404 200 200 200 200",
      "own party": "401 200 404 404 404 404 404",
      unknown,
    },
  },
  "PATCH /api/v1/parties/{id}/members/{userId}": {
    who: "an organisation's owners; where it has none, moderators name one",
    body: () => ({ role: "owner" }),
    on: {
      "member of an organisation": "401 200 404 403 403 403 403",
      "member of one in custody": "401 403 404 403 403 200 200",
      unknown,
    },
    also: {
      body: () => ({ role: "manager" }),
      on: {
        "member of an organisation": "401 200 404 403 403 403 403",
        "member of one in custody": "401 403 404 403 403 403 403",
      },
    },
  },
  "DELETE /api/v1/parties/{id}/members/{userId}": {
    who: "an organisation's owners, where it has none moderators; everybody may leave",
    on: {
      "member of an organisation": "401 204 404 403 403 403 403",
      "member of one in custody": "401 403 404 403 403 204 204",
      unknown,
    },
  },
  "GET /api/v1/parties/{id}/invitations": {
    who: "an organisation's owners and managers",
    on: { organisation: "401 200 404 200 403 403 403", "own party": "401 200 404 404 404 404 404", unknown },
  },
  "POST /api/v1/parties/{id}/invitations": {
    who: "an organisation's owners and managers; owners alone as more than a member",
    body: inviting,
    on: { organisation: "401 201 404 201 403 403 403", "own party": ofOwner, unknown },
    also: {
      body: () => ({ ...inviting(), role: "manager" }),
      on: { organisation: "401 201 404 403 403 403 403" },
    },
  },
  "DELETE /api/v1/parties/{id}/invitations/{invitationId}": {
    who: "whoever may make that invitation",
    on: {
      "invitation as a member": "401 204 404 204 403 403 403",
      "invitation as a manager": "401 204 404 403 403 403 403",
      unknown,
    },
  },
  "POST /api/v1/invitations/read": {
    who: "the account whose address the token was sent to",
    body: () => ({ token: "inconnu" }),
    on: { nothing: anyUser(400) },
  },
  "POST /api/v1/invitations/accept": {
    who: "the account whose address the token was sent to",
    body: () => ({ token: "inconnu" }),
    on: { nothing: anyUser(400) },
  },
  "GET /api/v1/admin/parties": {
    who: "organisations without an owner",
    on: { nothing: "401 403 403 403 403 200 200" },
  },
  "GET /api/v1/admin/related-offers": {
    who: "missions with related parties",
    on: { nothing: "401 403 403 403 403 200 200" },
  },
};
