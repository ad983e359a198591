import { useRef, useState } from "react";
import type { Locale } from "../i18n/locale.ts";
import { publishing } from "../i18n/publishing.ts";
import { working } from "../i18n/working.ts";
import { type KeptText, useKeptText } from "../kept-text/use-kept-text.ts";
import type { Mission } from "../lib/api-types.ts";
import { presumedNow } from "../lib/server-clock.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";
import { type Answered, ApiError, exchange, wasRefused } from "../session/api-client.ts";
import { Refused } from "../session/refused.ts";
import { changesOf, emptyForm, formOf, type MissionForm, type Refusals, stepOf } from "./mission-form.ts";
import { placeOf } from "./place-field.tsx";

interface KeptForm extends MissionForm {
  /** The body of a creation whose answer is not known: this draft may be there already. */
  readonly creating: object | null;
}

export interface Draft {
  /** As it was last read or saved; null until the first step is saved. */
  readonly mission: Mission | null;
  readonly text: KeptText<KeptForm>;
  /** Saves what of a step can be saved, and says what cannot. Throws ApiError and Refused. */
  readonly save: (step: number) => Promise<Saved>;
  /** What somebody else has saved meanwhile, in fields that were changed here as well. */
  readonly conflict: Conflict | null;
}

export interface Saved {
  readonly mission: Mission;
  /** What was not saved, by field. */
  readonly refused: Refusals;
}

export interface Conflict {
  /** The next saving replaces what the other has saved. */
  readonly keepMine: () => void;
  /** The fields of the step become what the other has saved. */
  readonly takeTheirs: () => void;
}

/** A mission that is being written: on the device with every letter, on the server with every step. */
export function useDraft(known: Answered<Mission> | null): Draft {
  const texts = useTexts(publishing);
  const { correctFields } = useTexts(working);
  const locale = useLocale();
  const { currency } = useSite();
  const [now] = useState(presumedNow);
  const formFor = (mission: Mission | null): KeptForm => ({
    ...(mission === null ? emptyForm(now) : formOf(mission, now, locale)),
    creating: null,
  });
  const [saved, setSaved] = useState(known);
  const [theirs, setTheirs] = useState<{ answered: Answered<Mission>; step: number } | null>(null);
  // An action under way must see what the one before it has saved.
  const latest = useRef(known);
  const mission = saved?.value ?? null;
  const text = useKeptText<KeptForm>(
    mission === null ? ofParty("mission/new") : `mission/${mission.id}`,
    formFor(known?.value ?? null),
    mission?.title ?? texts.title,
  );

  const has = (answered: Answered<Mission>, sent: Partial<KeptForm>) => {
    latest.current = answered;
    setSaved(answered);
    setTheirs(null);
    text.arrived(sent, formFor(answered.value));
  };

  /** Repeats a creation whose answer was lost just as it was: only then is it known which draft it made. */
  const create = async (form: Partial<MissionForm>, body: object): Promise<boolean> => {
    const creating = text.values.creating ?? body;
    text.set({ creating });
    try {
      const answered = await exchange<Mission>("/missions", { method: "POST", body: creating, locale });
      const current = creating === body || JSON.stringify(creating) === JSON.stringify(body);
      has(answered, current ? { ...form, creating } : { creating });
      return current;
    } catch (error) {
      if (error instanceof ApiError && wasRefused(error)) text.set({ creating: null });
      throw error;
    }
  };

  const change = async (form: Partial<MissionForm>, step: number, body: object): Promise<void> => {
    const before = latest.current as Answered<Mission>;
    const path = `/missions/${before.value.id}`;
    const send = (ifMatch: string | null) =>
      exchange<Mission>(path, { method: "PATCH", body, locale, ifMatch });
    try {
      has(await send(before.etag), form);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 412)) throw error;
      const answered = await exchange<Mission>(path, { locale });
      if (differs(formFor(answered.value), formFor(before.value), form)) {
        setTheirs({ answered, step });
        throw new Refused(texts.changedElsewhere);
      }
      // What the other has saved is elsewhere in the form, or the same: also where it was this very page.
      has(await send(answered.etag), form);
    }
  };

  return {
    mission,
    text,
    save: async (step) => {
      const { form, unclear } = await withPlace(text.values, locale);
      if (form !== text.values) text.set({ place: form.place, placeTyped: "" });
      const page = { currency, locale, now: presumedNow() };
      const { body, refused } = changesOf(form, step, page, unclear);
      const sent = stepOf(form, step, refused);
      try {
        if (latest.current !== null || !(await create(sent, body))) await change(sent, step, body);
      } catch (error) {
        // What the API refuses and what this side does are said together.
        if (!(error instanceof ApiError) || error.code !== "validation_failed") throw error;
        throw new Refused(correctFields, { ...refused, ...error.fields });
      }
      return { mission: (latest.current as unknown as Answered<Mission>).value, refused };
    },
    conflict: theirs && {
      keepMine: () => {
        latest.current = theirs.answered;
        setSaved(theirs.answered);
        setTheirs(null);
      },
      takeTheirs: () => has(theirs.answered, stepOf(text.values, theirs.step)),
    },
  };
}

/** The form with the place that its words mean; `unclear` where they mean none, or several. */
async function withPlace<Form extends MissionForm>(typed: Form, locale: Locale) {
  try {
    const place = await placeOf(typed, locale);
    return { form: place === typed.place ? typed : { ...typed, place, placeTyped: "" }, unclear: {} };
  } catch (error) {
    if (error instanceof Refused) return { form: typed, unclear: error.fields };
    throw error;
  }
}

/** Whether the other has changed what this step would change, and not to the same. */
function differs(theirs: MissionForm, before: MissionForm, mine: Partial<MissionForm>): boolean {
  const fields = Object.keys(mine) as (keyof MissionForm)[];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return fields.some((field) => !same(theirs[field], before[field]) && !same(theirs[field], mine[field]));
}
