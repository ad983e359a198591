export { type AuctionQuestion, auctionQuestions } from "./auction-facts.ts";
export { questionsFeature } from "./feature.ts";
export { type BulkQuestion, questionRows } from "./question-bulk.ts";
export { findReportedQuestions, hideQuestion, type ReportedQuestion } from "./question-moderation.ts";
