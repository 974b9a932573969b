/** What a special day does to visitors, as a factor on an ordinary day; `closed`: the web shop can be looked at, but nothing is sold. */
export interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly factor: number;
  readonly closed?: true;
}

/** Days that are on no calendar: they are only busy. */
export const unmarked = "Before Christmas";

/** Gregorian, Western Easter; the days before Christmas rise towards it. */
export const holidays: readonly Holiday[] = [
  {day: "2023-01-01", name: "New Year's Day", factor: 0.3, closed: true},
  {day: "2023-01-07", name: "Winter sale", factor: 1.4},
  {day: "2023-02-13", name: "Eve of Valentine's Day", factor: 1.5},
  {day: "2023-04-09", name: "Easter Sunday", factor: 0.3, closed: true},
  {day: "2023-05-01", name: "Labour Day", factor: 0.35, closed: true},
  {day: "2023-05-13", name: "Eve of Mother's Day", factor: 1.6},
  {day: "2023-11-24", name: "Black Friday", factor: 2.3},
  {day: "2023-11-27", name: "Cyber Monday", factor: 1.9},
  ...advent(2023),
  {day: "2023-12-25", name: "Christmas Day", factor: 0.25, closed: true},
  {day: "2023-12-26", name: "Boxing Day", factor: 0.5},
  {day: "2024-01-01", name: "New Year's Day", factor: 0.3, closed: true},
  {day: "2024-01-06", name: "Winter sale", factor: 1.4},
  {day: "2024-02-13", name: "Eve of Valentine's Day", factor: 1.5},
  {day: "2024-03-31", name: "Easter Sunday", factor: 0.3, closed: true},
  {day: "2024-05-01", name: "Labour Day", factor: 0.35, closed: true},
  {day: "2024-05-11", name: "Eve of Mother's Day", factor: 1.6},
  {day: "2024-11-29", name: "Black Friday", factor: 2.3},
  {day: "2024-12-02", name: "Cyber Monday", factor: 1.9},
  ...advent(2024),
  {day: "2024-12-25", name: "Christmas Day", factor: 0.25, closed: true},
  {day: "2024-12-26", name: "Boxing Day", factor: 0.5},
  {day: "2024-12-31", name: "New Year's Eve", factor: 2.6},
  {day: "2025-01-01", name: "New Year's Day", factor: 0.3, closed: true},
];

function advent(year: number): Holiday[] {
  return Array.from({length: 18}, (_, i) => ({
    day: `${year}-12-${String(7 + i).padStart(2, "0")}`,
    name: unmarked,
    factor: 1.15 + i * 0.03,
  }));
}
