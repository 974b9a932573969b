import {expect, test} from "vitest";
import {Clientele, customersFor, daysOfRegulars, kindOf} from "../../src/sample/clientele.ts";
import {Random} from "../../src/sample/random.ts";

const [orders, days] = [20_000, 400];

function visits() {
  const [random] = Random.sequences(4, 1) as [Random];
  const clientele = new Clientele(orders, customersFor(orders));
  return Array.from({length: orders}, (_, order) => {
    const day = Math.floor((order * days) / orders);
    return {day, ...clientele.next(order, day, random)};
  });
}

test("everybody is new once, in the order of their numbers, and comes again only after that", () => {
  const made = visits().filter(({customer}) => customer !== null);
  expect(made.filter(({isNew}) => isNew).map(({customer}) => customer)).toEqual(
    Array.from({length: customersFor(orders)}, (_, i) => i),
  );
  const seen = new Set<number>();
  for (const {customer, isNew} of made) {
    expect(seen.has(customer!)).toBe(!isNew);
    seen.add(customer!);
  }
});

test("those who come once come once, and regulars come no more after some months", () => {
  const first = new Map<number, number>();
  for (const {customer, isNew, day} of visits()) {
    if (customer === null) continue;
    if (isNew) first.set(customer, day);
    else expect(kindOf(customer)).not.toBe("one-time");
    if (kindOf(customer) === "regular") expect(day - first.get(customer)!).toBeLessThanOrEqual(daysOfRegulars);
  }
});

test("knows no more customers than can be kept in mind, however many orders there are", () => {
  expect(customersFor(1)).toBe(1);
  expect(customersFor(1000)).toBe(300);
  expect(customersFor(100_000_000)).toBe(200_000);
});
