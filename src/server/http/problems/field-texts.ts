import { typeset } from "../../../shared/typography.ts";
import type { FieldError } from "../../core/errors.ts";
import { namedFieldTexts } from "./named-field-texts.ts";
import type { Texts } from "./problem-texts.ts";
import { type Reader, sentence } from "./sentence.ts";

/**
 * What is wrong with one field, in our own words: nothing that the schema library says reaches a reader. Its blanks
 * are values of the error, see `sentence`.
 */
export function fieldText({ path, code, values = {} }: FieldError, reader: Reader): string {
  const named = namedFieldTexts[nameIn(path)] ?? {};
  const empty =
    code === "required" || code === "invalid_type" || (code === "too_short" && values.minimum === 1);
  const text =
    named[code] ??
    (empty ? named.missing : undefined) ??
    expectationTexts[`${code}/${values.expected ?? values.format}`] ??
    fieldTexts[code] ??
    fieldTexts.invalid_value;
  return sentence((text as Texts)[reader.language], values, reader);
}

/** The last name in a JSON pointer, e.g. `skills` in `/skills/3`. */
function nameIn(path: string): string {
  return path.split("/").findLast((part) => part !== "" && !/^\d+$/.test(part)) ?? "";
}

/** What a schema expected, by the words of the schema library. */
export const expectationTexts: Readonly<Record<string, Texts>> = typeset({
  "invalid_type/string": { fr: "Un texte est attendu.", en: "A text is expected." },
  "invalid_type/number": { fr: "Un nombre est attendu.", en: "A number is expected." },
  "invalid_type/int": { fr: "Un nombre entier est attendu.", en: "A whole number is expected." },
  "invalid_type/boolean": { fr: "Vrai ou faux est attendu.", en: "True or false is expected." },
  "invalid_type/array": { fr: "Une liste est attendue.", en: "A list is expected." },
  "invalid_type/object": { fr: "Un objet est attendu.", en: "An object is expected." },
  "invalid_format/email": {
    fr: "Cette adresse e-mail n’est pas complète.",
    en: "This e-mail address is not complete.",
  },
  "invalid_format/datetime": {
    fr: "Une date et une heure avec leur décalage sont attendues (ISO 8601).",
    en: "A date and time with their offset are expected (ISO 8601).",
  },
  "invalid_format/uuid": { fr: "Cet identifiant n’est pas valable.", en: "This identifier is not valid." },
});

export const fieldTexts: Readonly<Record<string, Texts>> = typeset({
  required: { fr: "Ce champ est obligatoire.", en: "This field is required." },
  unknown_field: { fr: "Ce champ est inconnu.", en: "This field is unknown." },
  invalid_type: {
    fr: "La valeur n’a pas la forme attendue.",
    en: "The value does not have the expected form.",
  },
  invalid_value: { fr: "Cette valeur n’est pas permise.", en: "This value is not allowed." },
  invalid_format: { fr: "Le format n’est pas le bon.", en: "The format is not right." },
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
  line_break: { fr: "Ce texte tient sur une seule ligne.", en: "This text is a single line." },
  too_short: {
    fr: "Au moins {minimum|caractère|caractères}.",
    en: "At least {minimum|character|characters}.",
  },
  too_long: { fr: "{maximum|caractère|caractères} au plus.", en: "{maximum|character|characters} at most." },
  too_small: { fr: "Au moins {minimum}.", en: "At least {minimum}." },
  too_big: { fr: "{maximum} au plus.", en: "{maximum} at most." },
  too_few: { fr: "Au moins {minimum|élément|éléments}.", en: "At least {minimum|item|items}." },
  too_many: { fr: "{maximum|élément|éléments} au plus.", en: "{maximum|item|items} at most." },
  contact_email: {
    fr: "Retirez l’adresse e-mail : ce texte sera public.",
    en: "Take out the e-mail address: this text will be public.",
  },
  contact_phone: {
    fr: "Retirez le numéro de téléphone : ce texte sera public.",
    en: "Take out the phone number: this text will be public.",
  },
  contact_link: {
    fr: "Retirez le lien : ce texte sera public.",
    en: "Take out the link: this text will be public.",
  },
  questions_of_party: {
    fr: "Vous avez déjà posé {maximum|question|questions} sur cette mission.",
    en: "You have already asked {maximum|question|questions} on this project.",
  },
  questions_of_mission: {
    fr: "Cette mission a déjà {maximum|question|questions}.",
    en: "This project already has {maximum|question|questions}.",
  },
  invited_today: {
    fr: "Cette adresse a déjà reçu une invitation depuis moins d’un jour.",
    en: "This address was sent an invitation less than a day ago.",
  },
  too_many_today: {
    fr: "{maximum|invitation|invitations} par jour au plus.",
    en: "{maximum|invitation|invitations} a day at most.",
  },
  too_many_founded_today: {
    fr: "{maximum|organisation fondée|organisations fondées} par jour au plus.",
    en: "{maximum|organisation|organisations} founded a day at most.",
  },
  too_many_favourites: {
    fr: "{maximum|favori|favoris} au plus.",
    en: "{maximum|favourite|favourites} at most.",
  },
  too_many_searches: {
    fr: "{maximum|recherche enregistrée|recherches enregistrées} au plus.",
    en: "{maximum|saved search|saved searches} at most.",
  },
  already_saved: {
    fr: "Vous avez déjà enregistré cette recherche.",
    en: "You have saved this search already.",
  },
  nothing_to_search: {
    fr: "Cette recherche ne contient ni lettre ni chiffre.",
    en: "This search holds no letter and no digit.",
  },
  sort_without_all_words: {
    fr: "Quand chaque mot est exigé, choisissez un autre tri que la pertinence.",
    en: "With every word required, choose another order than relevance.",
  },
  last_owner: {
    fr: "« {name} » resterait sans propriétaire.",
    en: "“{name}” would be left without an owner.",
  },
  related_offer: {
    fr: "Vos offres y seraient liées entre elles, ou avec le client : « {title} ».",
    en: "Your offers would be related there to each other, or to the client: “{title}”.",
  },
  work_under_way: {
    fr: "Un travail est en cours : « {title} ». Terminez-le d’abord.",
    en: "Work is under way: “{title}”. Finish it first.",
  },
  duplicate: { fr: "Cette valeur est répétée.", en: "This value is repeated." },
  not_optional: {
    fr: "Ce message ne peut pas être désactivé.",
    en: "This message cannot be switched off.",
  },
  unknown_category: { fr: "Ce métier n’existe pas.", en: "This trade does not exist." },
  unknown_place: { fr: "Cette commune n’existe pas.", en: "This place does not exist." },
  outside_calendar: {
    fr: "Cette date est hors du calendrier : en temps universel, l’année va de 1 à 9999.",
    en: "This date is outside the calendar: in universal time, the year goes from 1 to 9999.",
  },
  deadline_too_soon: {
    fr: "Choisissez une date à venir.",
    en: "Choose a date in the future.",
  },
  deadline_too_far: {
    fr: "Choisissez une date à moins d’un an.",
    en: "Choose a date within a year.",
  },
  deadline_not_later: {
    fr: "Choisissez une date plus tardive que l’actuelle.",
    en: "Choose a date later than the present one.",
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
    en: "A project cannot be a job: the law forbids setting a wage by an auction. To hire somebody, turn to France Travail, or to Cesu for work at home.",
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
});
