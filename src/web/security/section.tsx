import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";

interface SectionState {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly said: string | null;
}

export interface SectionVoice extends SectionState {
  /** Says what has come about, and takes the focus to the section: the button that was used may be gone. */
  readonly say: (message: string | null) => void;
}

export function useSection(): SectionVoice {
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const say = (message: string | null) => {
    setSaid(message);
    heading.current?.focus();
  };
  return { heading, said, say };
}

interface SectionProps {
  readonly title: string;
  readonly state: SectionState;
  readonly children: ReactNode;
}

/** One subject of the page, with a place where what was done is said. */
export function Section({ title, state, children }: SectionProps) {
  const id = useId();
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1} ref={state.heading}>
        {title}
      </h2>
      <div role="status">{state.said === null ? null : <p className="notice">{state.said}</p>}</div>
      {children}
    </section>
  );
}

/** The heading of what has just appeared in answer to the person, who goes on from there. */
export function ArrivingHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 tabIndex={-1} ref={heading}>
      {children}
    </h3>
  );
}
