/** Something a person does about a mission: a path of the API and what is sent with it. */
interface Doing {
  readonly path: string;
  readonly body?: object;
  /** Called once it has arrived, before the page reads anew. */
  readonly done?: () => void;
}

/** As an action of the page, which says what is refused. Whether it was done. */
export type Act = (input: Doing) => Promise<boolean>;
/** The same for whoever says it itself: rejects with what was refused. */
export type Perform = (input: Doing) => Promise<void>;
