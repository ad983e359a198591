/** What the pages are given for one request, and what they give back. Types alone: the pages are built apart. */

/** A read of the public API, e.g. `/api/v1/missions?limit=20`, in a language: its status and its JSON. */
export type ReadApi = (
  path: string,
  language: "fr" | "en",
) => Promise<{ readonly status: number; readonly json: unknown }>;

export interface Site {
  /** Where the installation is reached, without a trailing slash. */
  readonly publicUrl: string;
  readonly currency: string;
  readonly timeZone: string;
  /** The contents are examples, and every page says so. */
  readonly demo: boolean;
}

export interface PageInputs {
  readonly api: ReadApi;
  readonly site: Site;
  /** For this answer alone; used by interactive pages. */
  readonly nonce: string;
  /** The public pages' own script, from our origin. */
  readonly script: string;
  readonly logError: (error: unknown) => void;
}

export type RenderPage = (request: Request, inputs: PageInputs) => Promise<Response>;

/** The part of the built pages that the server uses. */
export interface PagesBuild {
  readonly routes: Readonly<
    Record<
      string,
      | {
          readonly path?: string;
          /** Public pages are the same bytes for everyone; interactive ones come alive in the browser. */
          readonly module: {
            readonly handle?: {
              readonly interactive?: boolean;
              /** What it shows is searched for, and counts as a search. */
              readonly search?: boolean;
              /** What it reads of its address's query; nothing else of it reaches a public page. */
              readonly query?: readonly string[];
            };
          };
        }
      | undefined
    >
  >;
  readonly entry: { readonly module: { readonly pageRenderer: (build: unknown) => RenderPage } };
}
