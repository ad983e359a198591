import { Fact } from "../components/fact.tsx";
import { auctionRecord } from "../i18n/auction-record.ts";
import { count, plural, price } from "../lib/format.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { linesOf, type ReadRecord } from "./read-record.ts";

/** What each offer came to, as far as this reader may see it; of a sealed auction how many there were, and what binds them. */
export function RecordOffers({ record }: { readonly record: ReadRecord }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const [bidders] = linesOf(record, "bidders");
  const numbers = [
    ...new Set(
      [...linesOf(record, "bidder"), ...linesOf(record, "price")]
        .map(({ bidder }) => bidder)
        .sort((one, other) => one - other),
    ),
  ];
  if (numbers.length === 0 && bidders === undefined) return null;
  return (
    <section aria-labelledby="offers" className="stack">
      <h2 id="offers">{texts.offersTitle}</h2>
      {bidders === undefined ? null : (
        <p>
          {count(bidders.count, locale)} {plural(bidders.count, locale, texts.bidders)}
        </p>
      )}
      {numbers.map((bidder) => (
        <Offer key={bidder} bidder={bidder} record={record} />
      ))}
      <Commitments record={record} />
    </section>
  );
}

function Offer({ bidder, record }: { readonly bidder: number; readonly record: ReadRecord }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const userText = useUserText();
  const ofBidder = (line: { readonly bidder: number }) => line.bidder === bidder;
  const last = linesOf(record, "price").findLast(ofBidder);
  const terms = linesOf(record, "terms").findLast(ofBidder);
  const message = linesOf(record, "message").findLast(ofBidder);
  const party = linesOf(record, "bidder").find(ofBidder);
  const [mission] = linesOf(record, "mission");
  return (
    <section className="panel stack" aria-label={texts.bidder(bidder)}>
      <h3>{texts.bidder(bidder)}</h3>
      <dl className="facts-list">
        {last === undefined ? null : (
          <Fact name={texts.lastPrice}>{price(last.priceCents, mission?.currency ?? "EUR", locale)}</Fact>
        )}
        {terms === undefined ? null : (
          <Fact name={texts.duration}>
            {count(terms.durationDays, locale)} {plural(terms.durationDays, locale, texts.days)}
          </Fact>
        )}
        {party === undefined ? null : (
          <Fact name={texts.party}>
            <code>{party.partyId}</code>
          </Fact>
        )}
        {message === undefined ? null : (
          <Fact name={texts.message}>
            <span className="user-text" {...userText}>
              {message.text}
            </span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Commitments({ record }: { readonly record: ReadRecord }) {
  const texts = useTexts(auctionRecord);
  const commitments = linesOf(record, "commitment");
  const [root] = linesOf(record, "root");
  if (commitments.length === 0) return null;
  return (
    <>
      <h3>{texts.commitmentsTitle}</h3>
      <p className="hint">{texts.commitmentsText}</p>
      <ul className="hashes">
        {commitments.map(({ commitment }) => (
          <li key={commitment}>
            <code>{commitment}</code>
          </li>
        ))}
      </ul>
      {root === undefined ? (
        <p className="notice">{texts.unopened}</p>
      ) : (
        <dl className="facts-list">
          <Fact name={texts.root}>
            <code>{root.root}</code>
          </Fact>
        </dl>
      )}
    </>
  );
}
