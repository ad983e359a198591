/** Units, dates, times and prices are written in one place, for pages, API texts and mails alike. */
export * from "../../shared/format.ts";
