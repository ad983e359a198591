import type { ReactNode } from "react";

interface MessageProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A page, or a part of one, that has nothing else to show. */
export function Message({ title, text, children }: MessageProps) {
  return (
    <section className="message">
      <h1>{title}</h1>
      <p>{text}</p>
      {children === undefined ? null : <p className="actions">{children}</p>}
    </section>
  );
}
