import { useState } from "react";
import { prices } from "../i18n/prices.ts";
import { price } from "../lib/format.ts";
import { checkPrice, type PriceRules } from "../lib/price-check.ts";
import { readPrice } from "../lib/price-text.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { TextField } from "./field.tsx";

interface PriceFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly rules?: PriceRules;
  /** As it was written; `checkPrice` says what it comes to. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A price as people write it. The sum that would be sent stands below, and in the field once it is left. */
export function PriceField({ name, label, hint, error, rules = {}, value, onChange }: PriceFieldProps) {
  const texts = useTexts(prices);
  const locale = useLocale();
  const { currency } = useSite();
  const [done, setDone] = useState(false);
  const reading = readPrice(value, currency);
  const sum = reading.state === "read" ? price(reading.cents, currency, locale) : null;
  // What is missing is said when the form is sent, not to whoever passes by.
  const { refusal } = checkPrice(value, currency, locale, { ...rules, required: false });
  const answer = useAnswer(error, sum ?? value);
  const said = refusal !== null && done ? refusal : answer;
  return (
    <div className="price-field">
      <TextField
        name={name}
        label={label}
        error={said}
        {...(hint !== undefined && { hint })}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={(event) => {
          setDone(false);
          onChange(event.target.value);
        }}
        onKeyDown={({ key }) => {
          if (key === "Enter") setDone(true);
        }}
        onBlur={() => {
          setDone(true);
          if (sum !== null) onChange(sum);
        }}
      />
      {/* As high as the error that takes its place: a button below does not move away under a click. */}
      {said === undefined ? (
        <output className={refusal === null ? "price-sum" : "price-sum unfinished"} htmlFor={name}>
          {refusal ?? (sum === null ? null : texts.willBe(sum))}
        </output>
      ) : null}
    </div>
  );
}

/** What was answered to a text, until another one is written. */
function useAnswer(error: string | undefined, text: string): string | undefined {
  const [answered, setAnswered] = useState({ error, text });
  if (answered.error !== error) setAnswered({ error, text });
  return answered.text === text ? error : undefined;
}
