import { createContext } from "react-router";
import type { PageInputs } from "../server/http/pages/web-pages-contract.ts";
import type { Locale } from "./i18n/locale.ts";

/** What the server hands to the loaders. */
export const pageInputs = createContext<PageInputs>();

/** The page's language, for what the API says in words. */
export const pageLocale = createContext<Locale>();

/** A route's `handle`: interactive pages load React in the browser. */
export interface PageHandle {
  readonly interactive?: true;
  /** What a public page reads of its address's query. */
  readonly query?: readonly string[];
}
