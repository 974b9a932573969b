import type {Schedule} from "../daemon/schedule.ts";
import type {UpcomingSlot} from "../daemon/upcoming.ts";
import {UsageError} from "../lib/errors.ts";

const english = {locale: "en"};

export function missingSchedule(file: string): UsageError {
  return new UsageError(`${file} has no schedule (give it one, such as schedule: {cron: "0 7 * * *"})`);
}

/** Coming slots for people: local and UTC time, the day reported, and below a slot what is unusual about it. */
export function slotTable({cron, timezone}: Schedule, slots: readonly UpcomingSlot[]): string {
  return [
    `${cron.text} in ${timezone}`,
    "",
    `  ${"local time".padEnd(27)}  ${"UTC".padEnd(17)}  reports`,
    ...slots.flatMap(({at, asOf, remarks}) => [
      `  ${at.toFormat("ccc yyyy-MM-dd HH:mm ZZ", english)}  ${at.toUTC().toFormat("yyyy-MM-dd HH:mm'Z'")}  ${asOf}`,
      ...remarks.map((remark) => `    ! ${remark}`),
    ]),
  ].join("\n");
}

/** The same for `--json`: instants as ISO 8601. */
export function slotFacts({cron, timezone}: Schedule, slots: readonly UpcomingSlot[]): object {
  return {
    cron: cron.text,
    timezone,
    slots: slots.map(({at, asOf, remarks}) => ({
      local: at.toISO({suppressMilliseconds: true}),
      utc: at.toUTC().toISO(),
      as_of: asOf,
      remarks,
    })),
  };
}
