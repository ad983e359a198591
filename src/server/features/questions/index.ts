export { questionsFeature } from "./feature.ts";
export { type BulkQuestion, questionRows } from "./question-bulk.ts";
export { findReportedQuestions, hideQuestion, type ReportedQuestion } from "./question-moderation.ts";
