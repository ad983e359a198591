import type { Plant } from "./plant.ts";

const features = "src/server/features";

/** What leaves by an address: calendars, the winner for who asks, feeds, the sitemap and pictures for sharing. */
export const publishedPlants: readonly Plant[] = [
  {
    rows: ["H8"],
    does: "goes on with the calendar of a suspended account",
    changes: [
      {
        file: `${features}/calendars/calendar-service.ts`,
        text: "if (account === null || account.suspendedAt !== null) throw notFound();",
        instead: "if (account === null) throw notFound();",
      },
    ],
    fail: ["a new address ends the one before"],
  },
  {
    rows: ["H8"],
    does: "writes a calendar’s secret into the log",
    changes: [
      {
        file: `${features}/calendars/calendar-service.ts`,
        text: 'action: "calendar.make",',
        instead: 'action: "calendar.make", changes: { secret },',
      },
    ],
    fail: ["the secret is kept nowhere"],
  },
  {
    rows: ["H8"],
    does: "keeps missions in the calendar of who has withdrawn",
    changes: [
      {
        file: `${features}/offers/offered-missions.ts`,
        text: "and status in ('submitted', 'accepted')",
        instead: "",
      },
    ],
    fail: ["a withdrawn offer"],
  },
  {
    rows: ["H8"],
    does: "remembers to whom somebody belonged",
    changes: [
      {
        file: `${features}/calendars/calendar-service.ts`,
        text: "const partyIds = await partyIdsOf(connection, userId);",
        instead:
          "const known = ((globalThis as never as Record<string, Record<string, string[]>>).known ??= {});\n  const partyIds = (known[userId] ??= await partyIdsOf(connection, userId));",
      },
    ],
    fail: ["as long as they belong to it"],
  },
  {
    rows: ["H8"],
    does: "tells every bidder until when the winner may decline",
    changes: [
      {
        file: `${features}/calendars/deadlines.ts`,
        text: 'if (status === "awarded" && won) add',
        instead: 'if (status === "awarded") add',
      },
    ],
    fail: ["for whom it concerns alone"],
  },
  {
    rows: ["H9"],
    does: "tells anybody who has won",
    changes: [
      {
        file: `${features}/offers/award-queries.ts`,
        text: "and (m.client_party_id = ${readerPartyId} or exists (",
        instead: "and (true or exists (",
      },
    ],
    fail: ["nobody else learns it"],
  },
  {
    rows: ["H9"],
    does: "notes of no bidder that it was told who has won",
    changes: [
      {
        file: `${features}/offers/award-service.ts`,
        text: "if (tells && !forClient) {",
        instead: "if (tells && forClient === null) {",
      },
    ],
    fail: ["learns on asking who has won"],
  },
  {
    rows: ["H9"],
    does: "names whoever bid for the winner",
    changes: [
      {
        file: `${features}/offers/award-queries.ts`,
        text: "and winner.status = 'accepted'",
        instead: "and winner.status is not null",
      },
    ],
    fail: ["there is no winner"],
  },
  {
    rows: ["H10"],
    does: "leads search engines to drafts",
    changes: [
      {
        file: `${features}/listing/publishing/sitemap-queries.ts`,
        text: "select mission_id as id from mission_cards",
        instead: "select mission_id as id from (select id as mission_id from missions) every_mission",
      },
    ],
    fail: ["the sitemap leads to every published mission"],
  },
  {
    rows: ["H10"],
    does: "gives out a picture that was made once, whoever may see its mission now",
    changes: [
      {
        file: `${features}/pictures/picture-service.ts`,
        text: "const { mission } = await missions.readPublic(missionId);",
        instead:
          'const made = await (database.writer as never as Record<"selectFrom", CallableFunction>).selectFrom("mission_pictures").select("picture").where("mission_id", "=", missionId).executeTakeFirst();\n      if (made) return made.picture;\n      const { mission } = await missions.readPublic(missionId);',
      },
    ],
    fail: ["what not everybody may see"],
  },
  {
    rows: ["H10"],
    does: "draws as many pictures at once as are asked for",
    changes: [
      {
        file: `${features}/pictures/few-at-once.ts`,
        text: "if (working >= atOnce) {",
        instead: "if (working < 0) {",
      },
    ],
    fail: ["so many work at once"],
  },
];
