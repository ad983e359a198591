import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";

export function StatusTag({ status }: { readonly status: string }) {
  const { statuses } = useTexts(working);
  return <span className={`tag status ${status}`}>{statuses[status] ?? status}</span>;
}

export function OfferStatusTag({ status }: { readonly status: string }) {
  const { offerStatuses } = useTexts(working);
  return <span className={`tag offer-status ${status}`}>{offerStatuses[status] ?? status}</span>;
}
