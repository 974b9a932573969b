import {countries, weightOfCountry} from "./assortment.ts";
import {customerId} from "./clientele.ts";
import {customerDirt, repeated, soil} from "./dirt.ts";
import type {Order} from "./orders.ts";
import type {CustomerRecord} from "./paperwork.ts";
import {cumulate, type Random} from "./random.ts";
import type {Sheet} from "./sheet.ts";

const firstNames = ["Ada", "Benoît", "Chloé", "Dmitri", "Elif", "Françoise", "Grace", "Hao", "Inès", "Jürgen"];
const lastNames = [
  "Martin",
  "O'Brien",
  "Nguyễn",
  "Müller",
  "de la Cruz",
  "Kowalska",
  "Okafor",
  "Rossi",
  "Sato",
  "Åberg",
];

/** One in so many customers buys, but is on no list. */
export const unlisted = {every: 200, place: 7} as const;

const countryChances = cumulate(countries.map(weightOfCountry));

/** Writes who the customers are, each when they first buy. All of them are made up. */
export class People {
  constructor(
    private readonly sheet: Sheet<CustomerRecord>,
    private readonly random: Random,
  ) {}

  add({buyer: {customer, isNew}, demand}: Order): void {
    if (customer === null || !isNew || isUnlisted(customer)) return;
    const {random} = this;
    const record = {
      customer_id: customerId(customer),
      customer_name: `${random.one(firstNames)} ${random.one(lastNames)}`,
      email: `customer${customer}@example.com`,
      country: countries[random.place(countryChances)]!,
      joined_on: demand.day.iso,
    };
    this.sheet.add(soil<CustomerRecord, null>(record, null, customerDirt, random), random.happens(repeated.customers));
  }
}

export function isUnlisted(customer: number): boolean {
  return customer % unlisted.every === unlisted.place;
}
