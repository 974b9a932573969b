import {plausibleDay} from "../checks.ts";
import type {SourceSpec} from "../source.ts";

export const customers: SourceSpec = {
  name: "customers",
  about:
    "Who buys: one record per customer. Names stay in the warehouse unless `customer_names` asks for them, mail addresses always.",
  required: false,
  key: ["customer_id"],
  identicalRows: "duplicate",
  columns: {
    customer_id: {
      type: "id",
      about: "the customer",
      required: true,
      aliases: ["customer", "client_id", "buyer_id", "id"],
    },
    customer_name: {type: "text", about: "the name", aliases: ["name", "full_name", "company"]},
    email: {type: "text", about: "the mail address", aliases: ["mail", "email_address"]},
    country: {type: "text", about: "the country", aliases: ["country_name", "country_code"]},
    joined_on: {
      type: "date",
      about: "since when",
      aliases: ["signup_date", "created_on", "registered_on", "created_at"],
    },
  },
  checks: [
    plausibleDay("joined_on"),
    // A record that slipped by a field: what stands beside ids must not be the next one.
    {column: "country", holds: "country not like '%@%'", reason: "country is a mail address"},
  ],
};
