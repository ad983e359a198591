import { z } from "zod";
import { Id, Instant, PageQuery, page, plainText } from "../../http/common-contract.ts";

export const NewQuestion = z
  .strictObject({ text: plainText({ min: 3, max: 1_000, multiline: true }) })
  .meta({ id: "NewQuestion" });
export type NewQuestion = z.infer<typeof NewQuestion>;

export const NewAnswer = z
  .strictObject({
    text: plainText({ min: 1, max: 2_000, multiline: true }),
    asAddendum: z
      .boolean()
      .optional()
      .meta({ description: "The answer changes what is asked for: it is added to the mission as well" }),
  })
  .meta({ id: "NewAnswer" });
export type NewAnswer = z.infer<typeof NewAnswer>;

export const Question = z
  .strictObject({
    id: Id,
    missionId: Id,
    number: z
      .int()
      .meta({ description: "Of the mission's questions, from 1; one that was hidden leaves a gap" }),
    text: z.string(),
    askedAt: Instant,
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
    mine: z.boolean().meta({ description: "Whether the acting party asked; nobody else is told who did" }),
    hidden: z
      .boolean()
      .meta({ description: "Taken out of sight: its author and moderators alone still read it" }),
    author: z
      .strictObject({ id: Id, displayName: z.string() })
      .nullable()
      .meta({ description: "For moderators alone" }),
  })
  .meta({ id: "Question" });
export type Question = z.infer<typeof Question>;

export const QuestionPage = page(Question);
export type QuestionPage = z.infer<typeof QuestionPage>;
export const QuestionsQuery = PageQuery;
