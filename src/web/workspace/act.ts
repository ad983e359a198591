/** Something a person does about a mission: a path of the API and what is sent with it. */
interface Doing {
  readonly path: string;
  readonly body?: object;
}

/** As an action of the page: what is refused, the page says. */
export type Act = (input: Doing) => void;
/** The same for whoever says it itself: rejects with what was refused. */
export type Perform = (input: Doing) => Promise<void>;
