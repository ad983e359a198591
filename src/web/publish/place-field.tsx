import { useEffect, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import type { Locale } from "../i18n/locale.ts";
import { publishing } from "../i18n/publishing.ts";
import type { List, Place } from "../lib/api-types.ts";
import { placeLabel, surelyMeant } from "../lib/places.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { Refused } from "../session/refused.ts";
import type { MissionForm } from "./mission-form.ts";

interface PlaceFieldProps {
  readonly value: MissionForm["place"];
  readonly typed: string;
  /** What stands in the field, as a place where one was chosen or is surely meant, else as typed. */
  readonly onChange: (place: MissionForm["place"], typed: string) => void;
  readonly error: string | undefined;
}

/** A commune or arrondissement, found while typing; what is typed and can mean one alone is taken like a choice. */
export function PlaceField({ value, typed, onChange, error }: PlaceFieldProps) {
  const texts = useTexts(publishing);
  const locale = useLocale();
  const [text, setText] = useState(value === null ? typed : placeLabel(value));
  const [found, setFound] = useState<readonly Place[]>([]);

  useEffect(() => {
    if (text.trim().length < 2 || (value !== null && text === placeLabel(value))) return;
    const timer = setTimeout(async () => {
      setFound(await placesFor(text, locale).catch(() => []));
    }, 150);
    return () => clearTimeout(timer);
  }, [text, value, locale]);

  return (
    <ComboBox
      className="field"
      items={found}
      inputValue={text}
      value={value?.inseeCode ?? null}
      isInvalid={error !== undefined}
      allowsEmptyCollection={text.trim().length >= 2}
      onInputChange={(typed) => {
        setText(typed);
        if (value === null || typed !== placeLabel(value)) onChange(null, typed);
      }}
      onChange={(inseeCode) => {
        const place = found.find((known) => known.inseeCode === inseeCode);
        if (place === undefined) return;
        setText(placeLabel(place));
        onChange(place, "");
      }}
      onBlur={() => {
        const place = value === null ? surelyMeant(text, found) : null;
        if (place === null) return;
        setText(placeLabel(place));
        onChange(place, "");
      }}
    >
      <Label>{texts.place}</Label>
      <Text slot="description">{texts.placeHint}</Text>
      <Input autoComplete="off" />
      {error === undefined ? null : <Text slot="errorMessage">{error}</Text>}
      <Popover className="suggestions-popover">
        <ListBox<Place> className="suggestions static" renderEmptyState={() => texts.noPlace}>
          {(place) => (
            <ListBoxItem id={place.inseeCode} textValue={placeLabel(place)}>
              {place.formerName === null ? null : `${place.formerName}, `}
              {placeLabel(place)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

async function placesFor(text: string, locale: Locale): Promise<readonly Place[]> {
  const query = new URLSearchParams({ q: text.trim(), limit: "10" });
  return (await call<List<Place>>(`/places?${query}`, { locale })).items;
}

/** The place of a form that is about to be sent: chosen, or typed and surely meant. Throws a Refused that says why not. */
export async function placeOf(
  { place, placeTyped }: Pick<MissionForm, "place" | "placeTyped">,
  locale: Locale,
): Promise<MissionForm["place"]> {
  if (place !== null || placeTyped.trim() === "") return place;
  const found = await placesFor(placeTyped, locale);
  const meant = surelyMeant(placeTyped, found);
  if (meant !== null) return meant;
  const texts = publishing[locale];
  const message = found.length === 0 ? texts.noPlace : texts.severalPlaces;
  throw new Refused(message, { location: message });
}
