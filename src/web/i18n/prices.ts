import { dictionary } from "./dictionary.ts";

/** What is said of a price as it is written. */
export const prices = dictionary(
  {
    willBe: (amount: string) => `Sera enregistré : ${amount}`,
    missing: "Indiquez un prix.",
    unreadable: "Ce prix n’est pas lisible. Écrivez-le en chiffres, par exemple 1250,50.",
    negative: "Un prix ne peut pas être négatif.",
    otherCurrency: (currency: string) => `Indiquez le prix en ${currency}.`,
    low: (amount: string) => `${amount} au moins.`,
    high: (amount: string) => `${amount} au plus.`,
  },
  {
    willBe: (amount) => `Will be saved as ${amount}`,
    missing: "Give a price.",
    unreadable: "This price cannot be read. Write it in digits, for example 1250.50.",
    negative: "A price cannot be negative.",
    otherCurrency: (currency) => `Give the price in ${currency}.`,
    low: (amount) => `${amount} at least.`,
    high: (amount) => `${amount} at most.`,
  },
);
