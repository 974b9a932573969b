import {expect, test} from "vitest";
import {webFunnel} from "../../../src/visualize/charts/webFunnel.ts";
import {theme} from "../marts.ts";

const funnel = {
  first_day: "2024-05-01",
  last_day: "2024-05-28",
  visits: 6000,
  carts: 1200,
  checkouts: 600,
  purchases: 300,
  carts_decided: 1000,
  carts_abandoned: 750,
};

function draw(changes: Partial<{[K in keyof typeof funnel]: (typeof funnel)[K] | null}>) {
  const period = {from: "2024-05-01", to: "2024-05-28", attribution: "linear"};
  const drawing = webFunnel.draw([{...funnel, ...changes} as never], period, theme);
  if (typeof drawing === "string") throw new Error(drawing);
  return drawing;
}

test("each step is drawn before those that the step before had", () => {
  const {configuration, title, subtitle, alt} = draw({});
  expect(configuration.data.labels).toEqual(["Visited", "Put in the cart", "To the checkout", "Bought"]);
  expect(configuration.data.datasets).toMatchObject([
    {data: [6000, 1200, 600, 300], order: 1},
    {data: [null, 6000, 1200, 600], order: 2},
  ]);
  expect(title).toBe("5.00% of visits buy, 25.0% of those that fill a cart");
  expect(subtitle).toBe(
    "Visits of the web shop by how far they got, 1 – 28 May 2024. Pale: the step before. 75.0% of carts see no purchase within 24 hours.",
  );
  expect(alt).toContain(
    "Visited: 6,000; Put in the cart: 1,200 (20.0% of the step before); To the checkout: 600 (50.0%",
  );
});

test("steps that no event tells of are not drawn", () => {
  const {configuration, title} = draw({checkouts: null, carts: null, carts_decided: 0});
  expect(configuration.data.labels).toEqual(["Visited", "Bought"]);
  expect(title).toBe("5.00% of visits buy");
  expect(draw({purchases: null}).title).toBe("10.0% of visits get as far as the checkout");
  expect(draw({purchases: null, checkouts: null}).title).toBe("20.0% of visits get as far as the cart");
});

test("one visit that does nothing is a funnel as well", () => {
  const {title, alt} = draw({visits: 1, carts: 0, checkouts: 0, purchases: 0, carts_decided: 0, carts_abandoned: 0});
  expect(title).toBe("0.00% of visits buy");
  expect(alt).toContain("To the checkout: 0; Bought: 0.");
});

test("visits of nobody, or that say nothing, make no figure", () => {
  expect(() => draw({visits: 0})).toThrow("no event names a session or a user");
  expect(() => draw({carts: null, checkouts: null, purchases: null})).toThrow("events tell of one step only");
});
