import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ErrorList, type ListedError } from "./error-list.tsx";
import { saidAtFields } from "./said-at-fields.ts";

interface AlertProps {
  readonly message: string | null;
  /** What was refused, by field: each is listed, with a link to the field where the page says the same. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * What was refused, read out at once and brought into view. With fields it takes the focus, so that whoever uses the
 * keyboard goes on from there. The place stands before there is anything to say.
 */
export function Alert({ message, fields = NO_FIELDS }: AlertProps) {
  const place = useRef<HTMLDivElement>(null);
  const [errors, setErrors] = useState<readonly ListedError[]>(NO_ERRORS);
  useLayoutEffect(() => {
    const around = place.current?.closest("form") ?? document.body;
    setErrors(message === null ? NO_ERRORS : saidAtFields(around, fields));
  }, [message, fields]);
  useEffect(() => {
    if (message === null) return;
    if (errors.length > 0) place.current?.focus();
    place.current?.scrollIntoView({ block: "nearest" });
  }, [message, errors]);
  return (
    <div role="alert" ref={place} tabIndex={-1}>
      {message === null ? null : <ErrorList title={message} errors={errors} />}
    </div>
  );
}

const NO_FIELDS = {};
const NO_ERRORS: readonly ListedError[] = [];
