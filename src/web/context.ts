import { createContext } from "react-router";
import type { PageInputs } from "../server/http/web-pages-contract.ts";

/** What the server hands to the loaders. */
export const pageInputs = createContext<PageInputs>();

/** A route's `handle`: interactive pages load React in the browser. */
export interface PageHandle {
  readonly interactive?: true;
}
