import { dictionary } from "./dictionary.ts";

/** What a sealed auction proves, and what it does not. */
export const sealedOffers = dictionary(
  {
    title: "Votre reçu",
    explained:
      "Chaque prix que vous déposez est scellé aussitôt par une empreinte, inscrite au journal du site. Le reçu prouve, même hors ligne, ce que vous avez proposé et quand : personne ne peut changer votre offre après coup sans que cela se voie.",
    afterwards:
      "À la date limite, une seule empreinte est tirée de toutes les offres, retirées comprises : votre reçu prouvera alors que la vôtre en était.",
    limits:
      "Ce que le reçu ne prouve pas : que personne n’a lu votre prix. Qui exploite ce site peut lire sa base de données. Gardez votre reçu pour vous : il contient de quoi ouvrir votre offre.",
    download: "Télécharger le reçu",
    file: "recu-offre",
    none: "Cette offre date d’avant les reçus : il n’y en a pas pour elle.",
  },
  {
    title: "Your receipt",
    explained:
      "Each price you make is sealed at once by a fingerprint that is written into the site’s log. The receipt proves, offline too, what you offered and when: nobody can change your offer afterwards without it being seen.",
    afterwards:
      "At the deadline a single fingerprint is made of all offers, withdrawn ones included: your receipt will then prove that yours was among them.",
    limits:
      "What the receipt does not prove: that nobody has read your price. Whoever runs this site can read its database. Keep your receipt to yourself: it holds what opens your offer.",
    download: "Download the receipt",
    file: "offer-receipt",
    none: "This offer was made before there were receipts: it has none.",
  },
);
