/** One line of what the doctor says. */
export interface Finding {
  readonly name: string;
  readonly state: "good" | "warning" | "bad";
  readonly text: string;
}
