import { Input, Label, NumberField, Text } from "react-aria-components";
import { useSite } from "../lib/use-page.ts";

interface PriceFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** In whole units of the currency; NaN when empty. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A price as the page's language writes it: `1 250,50 €` is understood, and so is `1250.5`. */
export function PriceField({ label, hint, error, value, onChange }: PriceFieldProps) {
  const { currency } = useSite();
  return (
    <NumberField
      className="field"
      value={value}
      onChange={onChange}
      minValue={0}
      isInvalid={error !== undefined}
      formatOptions={{ style: "currency", currency, minimumFractionDigits: 0, maximumFractionDigits: 2 }}
    >
      <Label>{label}</Label>
      {hint === undefined ? null : <Text slot="description">{hint}</Text>}
      <Input />
      {error === undefined ? null : <Text slot="errorMessage">{error}</Text>}
    </NumberField>
  );
}
