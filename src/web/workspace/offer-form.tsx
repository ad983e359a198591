import { type FormEvent, useEffect, useRef } from "react";
import { LEAST_STEP_CENTS, minimumStep } from "../../shared/price-step.ts";
import { TextArea, TextField } from "../components/field.tsx";
import { PriceField } from "../components/price-field.tsx";
import { ConsentChoice, consentOf } from "../contact/consent.tsx";
import { contact } from "../i18n/contact.ts";
import type { Locale } from "../i18n/locale.ts";
import { workspace } from "../i18n/workspace.ts";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import { type KeptText, useKeptText } from "../kept-text/use-kept-text.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { checkPrice } from "../lib/price-check.ts";
import { readPrice } from "../lib/price-text.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ofParty } from "../session/acting.ts";

export interface SendOffer {
  readonly path: string;
  readonly method?: "POST" | "PATCH";
  readonly body?: object;
  /** The lower price that it asks for, in cents. */
  readonly lowerTo?: number | null;
  /** Called once it has arrived, before the page reads anew. */
  readonly done?: () => void;
}

interface FormProps {
  readonly send: (input: SendOffer) => Promise<boolean>;
  /** What this side refuses to send, by field. */
  readonly refuse: (fields: Readonly<Record<string, string>>) => void;
  readonly busy: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

interface OfferFormProps extends FormProps {
  readonly mission: Mission;
  /** One's own earlier offer, which may come back at a lower price. */
  readonly withdrawn: SeenOffer | null;
  /** The mission takes no more offers: what was written stays, and cannot be sent. */
  readonly closed: boolean;
}

export function OfferForm({ mission, withdrawn, closed, send, refuse, busy, fields }: OfferFormProps) {
  const texts = useTexts(workspace);
  const { consentOffer } = useTexts(contact);
  const locale = useLocale();
  const before = {
    amount: "",
    durationDays: String(withdrawn?.durationDays ?? ""),
    message: withdrawn?.message ?? "",
  };
  const text = useKeptText(ofParty(`offer/${mission.id}`), before, `${texts.offerTitle} – ${mission.title}`);
  const { amount, durationDays, message } = text.values;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (closed) return;
    const { cents, refusal } = checkPrice(amount, mission.currency, locale, { required: true });
    if (refusal !== null) return refuse({ priceCents: refusal });
    const body = {
      priceCents: cents,
      durationDays: Number(durationDays),
      message,
      ...consentOf(new FormData(event.currentTarget)),
    };
    void send({ path: `/missions/${mission.id}/offers`, body, done: () => text.arrived() });
  };
  return (
    <form className="panel fields" method="post" noValidate onSubmit={submit}>
      <h2>{texts.offerTitle}</h2>
      <p className="hint">{withdrawn === null ? texts.offerText : texts.comeBack}</p>
      <FoundNotice text={text} />
      <PriceField
        name="priceCents"
        label={texts.price}
        error={fields.priceCents}
        value={amount}
        onChange={(amount) => text.set({ amount })}
        {...(withdrawn?.priceCents != null && {
          hint: texts.atMost(...bounds(withdrawn.priceCents, withdrawn.currency, locale)),
        })}
      />
      <TextField
        name="durationDays"
        label={texts.durationDays}
        type="number"
        min={1}
        max={3_650}
        inputMode="numeric"
        error={fields.durationDays}
        value={durationDays}
        onChange={(event) => text.set({ durationDays: event.target.value })}
      />
      <TextArea
        name="message"
        label={texts.message}
        hint={texts.messageHint}
        rows={6}
        maxLength={5_000}
        error={fields.message}
        value={message}
        onChange={(event) => text.set({ message: event.target.value })}
      />
      {closed ? (
        <p className="notice" role="status">
          {texts.closedForOffers}
        </p>
      ) : (
        <>
          <ConsentChoice id="shareContact" label={consentOffer} />
          <button className="button primary" type="submit" aria-disabled={busy}>
            {texts.submitOffer}
          </button>
        </>
      )}
    </form>
  );
}

export function LowerForm({ offer, send, refuse, busy, fields }: FormProps & { readonly offer: SeenOffer }) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  const text = useKeptText(`lower/${offer.id}`, { amount: "" }, texts.lowerTitle);
  const { amount } = text.values;
  useLetGoOfSentPrice(text, offer);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { cents, refusal } = checkPrice(amount, offer.currency, locale, { required: true });
    if (refusal !== null) return refuse({ priceCents: refusal });
    const done = () => text.arrived();
    const body = { priceCents: cents };
    void send({ path: `/offers/${offer.id}`, method: "PATCH", body, lowerTo: cents, done });
  };
  return (
    <form className="panel fields" method="post" noValidate onSubmit={submit}>
      <h2>{texts.lowerTitle}</h2>
      <FoundNotice text={text} />
      <PriceField
        name="priceCents"
        label={texts.newPrice}
        hint={texts.atMost(...bounds(offer.priceCents ?? 0, offer.currency, locale))}
        error={fields.priceCents}
        value={amount}
        onChange={(amount) => text.set({ amount })}
      />
      <button className="button primary" type="submit" aria-disabled={busy}>
        {texts.lower}
      </button>
    </form>
  );
}

/** The highest next price, and the least step that every price makes. */
function bounds(lastCents: number, currency: string, locale: Locale): [highest: string, step: string] {
  return [
    price(lastCents - minimumStep(lastCents), currency, locale),
    price(LEAST_STEP_CENTS, currency, locale),
  ];
}

/** A form that begins with the price that stands: it was sent before, and its answer was lost. */
function useLetGoOfSentPrice(text: KeptText<{ amount: string }>, offer: SeenOffer): void {
  const begun = useRef({ text, offer });
  useEffect(() => {
    const { text, offer } = begun.current;
    const waiting = readPrice(text.values.amount, offer.currency);
    if (waiting.state === "read" && waiting.cents === offer.priceCents) text.arrived();
  }, []);
}
