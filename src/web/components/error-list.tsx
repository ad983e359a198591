import type { MouseEvent } from "react";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";

export interface ListedError {
  readonly text: string;
  /** The field's name, said before the text. */
  readonly label: string | null;
  /** Where its field is on this page; null: there is none. */
  readonly href: string | null;
  /** Goes there where a script runs: moves the focus without a trace in the address. */
  readonly follow?: () => void;
}

interface ErrorListProps {
  readonly title: string;
  readonly errors: readonly ListedError[];
}

/** What is wrong, all of it in one place, each with a link to where it is mended. */
export function ErrorList({ title, errors }: ErrorListProps) {
  return (
    <div className="notice danger error-list">
      <p>{title}</p>
      {errors.length === 0 ? null : (
        <ul>
          {errors.map((error) => (
            <Item key={`${error.label} ${error.text}`} {...error} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Item({ text, label, href, follow }: ListedError) {
  const texts = useTexts(working);
  // A question or a sentence is a name like another here.
  const said = label === null ? text : texts.namedError(label.replace(/[?:.]$/, "").trimEnd(), text);
  if (href === null) return <li>{said}</li>;
  const go = (event: MouseEvent) => {
    if (follow === undefined) return;
    event.preventDefault();
    follow();
  };
  return (
    <li>
      <a href={href} onClick={go}>
        {said}
      </a>
    </li>
  );
}
