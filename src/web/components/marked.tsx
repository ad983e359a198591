import { Fragment } from "react";

interface MarkedProps {
  readonly text: string;
  /** Start and end of what is marked, in UTF-16 code units, in order and apart. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** A plain text with parts of it marked. */
export function Marked({ text, ranges }: MarkedProps) {
  if (ranges.length === 0) return text;
  return ranges.map(([start, end], at) => (
    <Fragment key={start}>
      {text.slice(ranges[at - 1]?.[1] ?? 0, start)}
      <mark>{text.slice(start, end)}</mark>
      {at === ranges.length - 1 ? text.slice(end) : null}
    </Fragment>
  ));
}
