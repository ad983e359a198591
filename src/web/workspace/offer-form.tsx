import { type FormEvent, useState } from "react";
import { TextArea, TextField } from "../components/field.tsx";
import { PriceField } from "../components/price-field.tsx";
import { ConsentChoice, consentOf } from "../contact/consent.tsx";
import { contact } from "../i18n/contact.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { checkPrice } from "../lib/price-check.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

export interface SendOffer {
  readonly path: string;
  readonly method?: "POST" | "PATCH";
  readonly body?: object;
}

interface FormProps {
  readonly send: (input: SendOffer) => void;
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
  const [amount, setAmount] = useState("");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (closed) return;
    const { cents, refusal } = checkPrice(amount, mission.currency, locale, { required: true });
    if (refusal !== null) return refuse({ priceCents: refusal });
    const form = new FormData(event.currentTarget);
    const body = {
      priceCents: cents,
      durationDays: Number(form.get("durationDays")),
      message: String(form.get("message")),
      ...consentOf(form),
    };
    send({ path: `/missions/${mission.id}/offers`, body });
  };
  return (
    <form className="panel fields" method="post" noValidate onSubmit={submit}>
      <h2>{texts.offerTitle}</h2>
      <p className="hint">{withdrawn === null ? texts.offerText : texts.comeBack}</p>
      <PriceField
        name="priceCents"
        label={texts.price}
        error={fields.priceCents}
        value={amount}
        onChange={setAmount}
        {...(withdrawn?.priceCents != null && {
          hint: texts.atMost(price(highestNext(withdrawn.priceCents), withdrawn.currency, locale)),
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
        defaultValue={withdrawn?.durationDays ?? ""}
      />
      <TextArea
        name="message"
        label={texts.message}
        hint={texts.messageHint}
        rows={6}
        maxLength={5_000}
        error={fields.message}
        defaultValue={withdrawn?.message ?? ""}
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
  const highest = highestNext(offer.priceCents ?? 0);
  const [amount, setAmount] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { cents, refusal } = checkPrice(amount, offer.currency, locale, { required: true });
    if (refusal !== null) return refuse({ priceCents: refusal });
    send({ path: `/offers/${offer.id}`, method: "PATCH", body: { priceCents: cents } });
  };
  return (
    <form className="panel fields" method="post" noValidate onSubmit={submit}>
      <h2>{texts.lowerTitle}</h2>
      <PriceField
        name="priceCents"
        label={texts.newPrice}
        hint={texts.atMost(price(highest, offer.currency, locale))}
        error={fields.priceCents}
        value={amount}
        onChange={setAmount}
      />
      <button className="button primary" type="submit" aria-disabled={busy}>
        {texts.lower}
      </button>
    </form>
  );
}

/** The auction's rule: below the last price by 1 %, rounded up to the cent, or by 100 cents, whichever is more. */
function highestNext(lastCents: number): number {
  return lastCents - Math.max(Math.ceil(lastCents / 100), 100);
}
