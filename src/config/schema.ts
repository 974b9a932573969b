import {z} from "zod";
import {catalog} from "./catalog.ts";
import {attributionModels, customerNamePlaces, reportTables, sectionNames} from "./config.ts";
import {
  choice,
  currency,
  defaulted,
  evenAfterOtherProblems,
  line,
  list,
  locale,
  mapping,
  optional,
  path,
  timezone,
} from "./kinds.ts";
import {mailSchema, pingSchema} from "./mailSchema.ts";
import {size} from "./quantities.ts";
import {scheduleSchema} from "./scheduleSchema.ts";
import {sourceSchema} from "./sourceSchema.ts";

/** The settings a config file may hold, with the default and the meaning of each. */

// A config is read once: compiling a parser for it would cost more than it saves.
z.config({jitless: true});

function sourcesSchema() {
  const schemas = catalog.map((spec) => {
    const schema = sourceSchema(spec);
    return [spec.name, (spec.required ? schema : schema.optional()).describe(spec.about)];
  });
  return mapping(Object.fromEntries(schemas) as Record<string, z.ZodOptional<ReturnType<typeof sourceSchema>>>);
}

export const settingsSchema = mapping({
  timezone: defaulted(timezone, "UTC", "IANA time zone that cuts business days"),
  currency: defaulted(currency, "EUR", "ISO 4217 code of all money"),
  locale: defaulted(locale, "en-GB", "BCP 47 tag: how the report writes numbers and dates"),
  title: defaulted(line, "Daybook", "the name at the top of the report"),
  sources: sourcesSchema().describe("what is read; all but orders may be left out"),
  attribution: defaulted(
    choice(attributionModels),
    "linear",
    "how a sale's revenue is shared among the flights that match it",
  ),
  customer_names: defaulted(
    choice(customerNamePlaces),
    "none",
    "where customers' names stand beside their ids: nowhere (none), on the page and in a table of names (report), or also in what is attached to mails (mail); their mail addresses never do",
  ),
  audits: path.optional().describe("a folder of your own audits: .sql files that return the rows that are wrong"),
  warehouse: defaulted(path, "data/warehouse.duckdb", "the database that keeps the tables"),
  memory: optional(
    size(100e6),
    "the most memory the tables take, such as 1GB; what is more goes to files beside the warehouse; without it as much as the machine has to spare",
  ),
  sections: defaulted(
    list(choice(sectionNames)),
    [...sectionNames],
    "what the report tells beside the day, the period and the proof, in this order, each where its sources are there",
  ),
  tables: optional(
    list(choice(reportTables)),
    "which tables are written as CSV files beside the report; without it all of them",
  ),
  outputs: defaulted(path, "outputs", "the folder of reports"),
  logs: defaulted(path, "logs", "the folder of logs"),
  ledger: defaulted(path, "data/daybook.sqlite", "the database that remembers runs, slots and mails"),
  schedule: optional(scheduleSchema, "when runs happen by themselves, in `timezone`; without it only by hand"),
  mail: optional(mailSchema, "who gets the report, and how it goes out; without it nothing is mailed"),
  ping: optional(pingSchema, "a dead-man switch: a service that raises the alarm when it is not called in time"),
}).superRefine(({customer_names, mail}, context) => {
  const named = [mail?.attach ?? []].flat().filter((kind) => kind !== "figures");
  if (customer_names === "report" && named.length > 0)
    context.addIssue({
      code: "custom",
      path: ["customer_names"],
      message: `is report, and mail.attach sends ${named.join(" and ")} with the names (take mail, or do not attach them)`,
    });
}, evenAfterOtherProblems);
export type Settings = z.output<typeof settingsSchema>;

/** The same for editors, as JSON Schema 2020-12. */
export function jsonSchema(): object {
  const schema = z.toJSONSchema(settingsSchema, {
    io: "input",
    override({zodSchema, jsonSchema: node}) {
      const {def} = zodSchema._zod;
      if (def.type === "default") node.default = def.defaultValue as JsonSchema["default"];
      allowVariables(node);
    },
  });
  return {...schema, title: "Daybook configuration"};
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A value that an editor would hold to a list, a length or a kind may also be a `${NAME}`. */
function allowVariables(node: JsonSchema): void {
  const {type, enum: values, maxLength} = node;
  if (type !== "boolean" && values === undefined && maxLength === undefined) return;
  for (const key of ["type", "enum", "maxLength"]) delete node[key];
  const stated = values ? {enum: values} : {type, ...(maxLength === undefined ? {} : {maxLength})};
  node.anyOf = [stated as JsonSchema, {type: "string", pattern: "\\$\\{"}];
}
