import { Alert } from "../components/alert.tsx";
import { sealedOffers } from "../i18n/sealed-offers.ts";
import type { OfferReceipt } from "../lib/api-types.ts";
import { saveFile } from "../lib/save-file.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

/** What proves a sealed offer, for its provider to keep. */
export function Receipt({ offerId }: { readonly offerId: string }) {
  const texts = useTexts(sealedOffers);
  const locale = useLocale();
  const save = useAction(async () => {
    const receipt = await call<OfferReceipt>(`/offers/${offerId}/receipt`, { locale });
    saveFile(`${texts.file}-${offerId}.json`, `${JSON.stringify(receipt, null, 2)}\n`, "application/json");
  });
  return (
    <section className="panel stack" aria-labelledby="receipt">
      <h2 id="receipt">{texts.title}</h2>
      <p>{texts.explained}</p>
      <p>{texts.afterwards}</p>
      <p className="hint">{texts.limits}</p>
      <Alert message={save.code === "not_found" ? texts.none : save.message} />
      <p className="actions">
        <button className="button" type="button" disabled={save.busy} onClick={() => void save.run()}>
          {texts.download}
        </button>
      </p>
    </section>
  );
}
