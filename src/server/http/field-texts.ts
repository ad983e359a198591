import type { Texts } from "./problem-texts.ts";

/** What is wrong with one field; `{name}` stands for a value of the error. */
export const fieldTexts: Readonly<Record<string, Texts>> = {
  required: { fr: "Ce champ est obligatoire.", en: "This field is required." },
  unknown_field: { fr: "Ce champ est inconnu.", en: "This field is unknown." },
  invalid_type: { fr: "Le type attendu est {expected}.", en: "The expected type is {expected}." },
  invalid_value: { fr: "Cette valeur n’est pas permise.", en: "This value is not allowed." },
  invalid_format: { fr: "Le format n’est pas le bon ({format}).", en: "The format is not right ({format})." },
  invalid_characters: {
    fr: "Un caractère de contrôle n’est pas permis : {character}, au rang {position}.",
    en: "A control character is not allowed: {character}, number {position} of the text.",
  },
  reserved_name: {
    fr: "Ce nom est réservé à l’équipe du site.",
    en: "This name is reserved for those who run the site.",
  },
  not_changeable: { fr: "Cette valeur ne se change pas.", en: "This value cannot be changed." },
  location_mismatch: {
    fr: "Ce point n’est pas dans cette commune.",
    en: "This point is not in this place.",
  },
  too_short: { fr: "Au moins {minimum} caractères.", en: "At least {minimum} characters." },
  too_long: { fr: "Au plus {maximum} caractères.", en: "At most {maximum} characters." },
  too_small: { fr: "Au moins {minimum}.", en: "At least {minimum}." },
  too_big: { fr: "Au plus {maximum}.", en: "At most {maximum}." },
  too_few: { fr: "Au moins {minimum} éléments.", en: "At least {minimum} items." },
  too_many: { fr: "Au plus {maximum} éléments.", en: "At most {maximum} items." },
  duplicate: { fr: "Cette valeur est répétée.", en: "This value is repeated." },
  unknown_category: { fr: "Cette catégorie n’existe pas.", en: "This category does not exist." },
  unknown_place: { fr: "Cette commune n’existe pas.", en: "This place does not exist." },
  outside_calendar: {
    fr: "Cette date est hors du calendrier : en temps universel, l’année va de 1 à 9999.",
    en: "This date is outside the calendar: in universal time, the year goes from 1 to 9999.",
  },
  deadline_too_soon: {
    fr: "La date limite doit être dans une minute au moins.",
    en: "The deadline must be at least one minute ahead.",
  },
  deadline_too_far: {
    fr: "La date limite doit être dans un an au plus.",
    en: "The deadline must be at most one year ahead.",
  },
  deadline_not_later: {
    fr: "La nouvelle date limite doit être plus tardive.",
    en: "The new deadline must be later.",
  },
  place_or_remote: {
    fr: "Indiquez un lieu, ou que la mission se fait à distance.",
    en: "Give a place, or say that it is remote.",
  },
  frozen: {
    fr: "Ce champ ne change plus dès qu’une offre existe.",
    en: "This field no longer changes once an offer exists.",
  },
  no_employment: {
    fr: "Une mission ne peut pas être un emploi : la loi interdit de fixer un salaire par une enchère. Pour embaucher, adressez-vous à France Travail, ou au Cesu pour un emploi à domicile.",
    en: "A mission cannot be a job: the law forbids setting a wage by an auction. To hire somebody, turn to France Travail, or to Cesu for work at home.",
  },
  sort_needs_query: { fr: "Ce tri demande une recherche (q).", en: "This sort needs a search (q)." },
  sort_needs_point: {
    fr: "Ce tri demande un point (lat et lng).",
    en: "This sort needs a point (lat and lng).",
  },
  point_incomplete: { fr: "Un point demande lat et lng.", en: "A point needs lat and lng." },
  budget_range: { fr: "Le minimum dépasse le maximum.", en: "The minimum is above the maximum." },
  wrong_code: { fr: "Ce code ne convient pas.", en: "This code is not right." },
  invalid_credential: {
    fr: "Cette clé d’accès n’a pas pu être vérifiée.",
    en: "This passkey could not be verified.",
  },
  passkey_known: {
    fr: "Cette clé d’accès est déjà enregistrée.",
    en: "This passkey is already registered.",
  },
  phone_or_email: {
    fr: "Indiquez un numéro de téléphone ou une adresse e-mail.",
    en: "Give a phone number or an e-mail address.",
  },
  invalid_phone: {
    fr: "Indiquez un numéro français, par exemple 06 12 34 56 78, ou un numéro qui commence par +.",
    en: "Give a French number, e.g. 06 12 34 56 78, or one that begins with +.",
  },
  invalid_token: { fr: "Ce lien n’est plus valable.", en: "This link is no longer valid." },
  good_faith: {
    fr: "Confirmez que ce que vous dites est exact, à votre connaissance.",
    en: "Confirm that what you say is correct, as far as you know.",
  },
  common_password: { fr: "Ce mot de passe est trop courant.", en: "This password is too common." },
};
