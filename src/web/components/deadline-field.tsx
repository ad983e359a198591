import { working } from "../i18n/working.ts";
import { presumedNow } from "../lib/server-clock.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { readersZone, zoneName, zoneNote } from "../lib/zones.ts";
import { TextField } from "./field.tsx";

interface DeadlineFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** As `<input type="datetime-local">` writes it: the time of the device. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min?: string;
  readonly max?: string;
  readonly required?: boolean;
}

/**
 * A moment typed by the device's clock. Where the site's clock says otherwise, the field names the zone it is typed
 * in, and says what the typed time is in both.
 */
export function DeadlineField({ hint, value, onChange, ...field }: DeadlineFieldProps) {
  const texts = useTexts(working);
  const locale = useLocale();
  const { timeZone } = useSite();
  const { fullMoment } = useMoments();
  const reader = readersZone();
  const typed = Date.parse(value);
  const instant = Number.isNaN(typed) ? null : new Date(typed).toISOString();
  const elsewhere = zoneNote(instant ?? presumedNow().toISOString(), timeZone, reader, locale) !== "";
  const hints = [hint, elsewhere ? texts.typedIn(zoneName(reader, locale)) : undefined];
  return (
    <div className="stack">
      <TextField
        {...field}
        type="datetime-local"
        hint={hints.filter((part) => part !== undefined).join(" ") || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {elsewhere && instant !== null ? (
        <p className="hint" role="status">
          {texts.thatIs(fullMoment(instant))}
        </p>
      ) : null}
    </div>
  );
}
