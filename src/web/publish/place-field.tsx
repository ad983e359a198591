import { useEffect, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import type { Locale } from "../i18n/locale.ts";
import { publishing } from "../i18n/publishing.ts";
import { working } from "../i18n/working.ts";
import type { List, Place } from "../lib/api-types.ts";
import { placeLabel, surelyMeant } from "../lib/places.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ApiError, call } from "../session/api-client.ts";
import { refusalText } from "../session/refusal-text.ts";
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
  const text = value === null ? typed : placeLabel(value);
  const { found, failure, current } = useFoundPlaces(value === null ? text : "");
  const { loading } = useTexts(working);
  // Not found is said of what was looked for alone.
  const empty = failure !== null ? refusalText(failure, locale) : found === null ? loading : texts.noPlace;

  return (
    <ComboBox
      className="field"
      items={found ?? []}
      inputValue={text}
      value={value?.inseeCode ?? null}
      isInvalid={error !== undefined}
      allowsEmptyCollection={text.trim().length >= 2}
      onInputChange={(typed) => {
        if (value === null || typed !== placeLabel(value)) onChange(null, typed);
      }}
      onChange={(inseeCode) => {
        const place = found?.find((known) => known.inseeCode === inseeCode);
        if (place !== undefined) onChange(place, "");
      }}
      onBlur={() => {
        const place = value === null && current ? surelyMeant(text, found ?? []) : null;
        if (place !== null) onChange(place, "");
      }}
    >
      <Label>{texts.place}</Label>
      <Text slot="description">{texts.placeHint}</Text>
      <Input autoComplete="off" />
      {error === undefined ? null : <Text slot="errorMessage">{error}</Text>}
      <Popover className="suggestions-popover">
        <ListBox<Place> className="suggestions static" renderEmptyState={() => empty}>
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

interface FoundPlaces {
  /** The likeliest first; null while nobody knows. */
  readonly found: readonly Place[] | null;
  /** Whether they are of just this text: those of the letters before stay until then. */
  readonly current: boolean;
  /** Why the last look failed. */
  readonly failure: ApiError | null;
}

const NOTHING_FOUND = { of: "", found: null, failure: null };

/** The places of what was typed, once nobody has typed for a moment. */
function useFoundPlaces(text: string): FoundPlaces {
  const locale = useLocale();
  const [state, setState] = useState<Omit<FoundPlaces, "current"> & { readonly of: string }>(NOTHING_FOUND);
  useEffect(() => {
    if (text.trim().length < 2) return;
    let old = false;
    const look = async () => {
      try {
        const found = await placesFor(text, locale);
        if (!old) setState({ of: text, found, failure: null });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!old) setState({ of: text, found: null, failure: error });
      }
    };
    const timer = setTimeout(() => void look(), 150);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [text, locale]);
  if (state.of === text) return { ...state, current: true };
  return { found: state.found?.length === 0 ? null : state.found, failure: null, current: false };
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
