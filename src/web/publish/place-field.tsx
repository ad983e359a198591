import { useEffect, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { publishing } from "../i18n/publishing.ts";
import type { List, Place } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import type { MissionForm } from "./mission-form.ts";

interface PlaceFieldProps {
  readonly value: MissionForm["place"];
  readonly onChange: (place: MissionForm["place"]) => void;
  readonly error: string | undefined;
}

/** A commune, found while typing; what is not chosen from the list is no place. */
export function PlaceField({ value, onChange, error }: PlaceFieldProps) {
  const texts = useTexts(publishing);
  const locale = useLocale();
  const [text, setText] = useState(value === null ? "" : nameOf(value));
  const [found, setFound] = useState<readonly Place[]>([]);

  useEffect(() => {
    if (text.trim().length < 2 || (value !== null && text === nameOf(value))) return;
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: text.trim(), limit: "10" });
      const list = await call<List<Place>>(`/places?${query}`, { locale }).catch(() => null);
      setFound(list?.items ?? []);
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
        if (value !== null && typed !== nameOf(value)) onChange(null);
      }}
      onChange={(inseeCode) => {
        const place = found.find((known) => known.inseeCode === inseeCode);
        if (place === undefined) return;
        setText(nameOf(place));
        onChange(place);
      }}
    >
      <Label>{texts.place}</Label>
      <Text slot="description">{texts.placeHint}</Text>
      <Input autoComplete="off" />
      {error === undefined ? null : <Text slot="errorMessage">{error}</Text>}
      <Popover className="suggestions-popover">
        <ListBox<Place> className="suggestions static" renderEmptyState={() => texts.noPlace}>
          {(place) => (
            <ListBoxItem id={place.inseeCode} textValue={nameOf(place)}>
              {nameOf(place)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function nameOf({ name, postalCode }: { name: string; postalCode: string }): string {
  return `${name} (${postalCode})`;
}
