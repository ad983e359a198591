import type { Plant } from "./plant.ts";

const raw = (text: string) => `dangerouslySetInnerHTML={{ __html: ${text} }}`;

/** What a page does with people's texts (ASVS V1). */
export const pagePlants: readonly Plant[] = [
  {
    rows: ["2"],
    does: "shows a mission's description as HTML",
    changes: [
      {
        file: "src/web/reading/mission.tsx",
        text: "            {mission.description}\n",
        instead: `            <span ${raw("mission.description")} />\n`,
      },
    ],
    fail: ["to everyone"],
  },
  {
    rows: ["2"],
    does: "writes the search field as HTML around what stands in the address",
    changes: [
      {
        file: "src/web/components/search-form.tsx",
        text: '<label htmlFor="q">{texts.what}</label>',
        instead: `<label htmlFor="q" ${raw('`${texts.what} <input type="hidden" value="${query.q}">`')} />`,
      },
    ],
    fail: ["what stands in the address"],
  },
  {
    rows: ["2"],
    does: "shows an offer's message as HTML",
    changes: [
      {
        file: "src/web/workspace/offer-comparison.tsx",
        text: "        {offer.message}\n",
        instead: `        <span ${raw("offer.message ?? ''")} />\n`,
      },
    ],
    fail: ["to the client who compares offers"],
  },
  {
    rows: ["3"],
    does: "makes a link of a skill",
    changes: [
      {
        file: "src/web/reading/mission.tsx",
        text: "                  {skill}\n",
        instead: "                  <a href={skill}>{skill}</a>\n",
      },
    ],
    fail: ["to everyone"],
  },
];
