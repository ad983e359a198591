import { useEffect, useRef } from "react";

/** What was refused, read out at once and brought into view. The place stands before there is anything to say. */
export function Alert({ message }: { readonly message: string | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (message !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [message]);
  return (
    <div role="alert" ref={place}>
      {message === null ? null : <p className="notice danger">{message}</p>}
    </div>
  );
}
