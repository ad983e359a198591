/** Something a person does about a mission: a path of the API and what is sent with it. */
export type Act = (input: { path: string; body?: object }) => void;
