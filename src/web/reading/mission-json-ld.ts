import type { Locale } from "../i18n/locale.ts";
import type { Mission } from "../lib/api-types.ts";

/** A mission as schema.org's Demand: somebody publicly seeks a service, until a date, for about a price. */
export function missionJsonLd(mission: Mission, url: string, locale: Locale): object {
  return {
    "@context": "https://schema.org",
    "@type": "Demand",
    url,
    inLanguage: locale,
    name: mission.title,
    description: mission.description,
    ...(mission.publishedAt !== null && { availabilityStarts: mission.publishedAt }),
    ...(mission.deadline !== null && { availabilityEnds: mission.deadline }),
    ...(mission.budget !== null && {
      priceSpecification: {
        "@type": "PriceSpecification",
        price: (mission.budget.valueCents / 100).toFixed(2),
        priceCurrency: mission.budget.currency,
      },
    }),
    ...(mission.location !== null && {
      areaServed: {
        "@type": "City",
        name: mission.location.name,
        address: {
          "@type": "PostalAddress",
          postalCode: mission.location.postalCode,
          addressLocality: mission.location.name,
          addressCountry: "FR",
        },
        geo: {
          "@type": "GeoCoordinates",
          latitude: mission.location.latitude,
          longitude: mission.location.longitude,
        },
      },
    }),
    itemOffered: { "@type": "Service", name: mission.title },
  };
}
