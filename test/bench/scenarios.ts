import type {Measured, Pair, Scenario} from "./results.ts";
import type {Shop} from "./shop/shop.ts";

type LivingShop = Pick<Shop, "orders" | "records" | "addDay" | "addLateOrders" | "editCampaign">;

export interface Contestants {
  pair(): Promise<Pair>;
  forget(): void;
}

/** What happens before each run. All but the first load go on from what the run before left. */
const before: Readonly<Record<Scenario, (shop: LivingShop, contest: Contestants) => void>> = {
  first: (_, contest) => contest.forget(),
  unchanged: () => {},
  day: (shop) => shop.addDay(),
  late: (shop) => shop.addLateOrders(),
  campaign: (shop) => shop.editCampaign(),
};

/** One shop from its first load on. `tell` hears of each pair. */
export async function measureShop(
  shop: LivingShop,
  contest: Contestants,
  scenarios: readonly Scenario[],
  pairs: number,
  tell: (scenario: Scenario, pair: Pair) => void,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  if (scenarios[0] !== "first") await contest.pair();
  for (const scenario of scenarios) {
    const taken: Pair[] = [];
    while (taken.length < pairs) {
      before[scenario](shop, contest);
      taken.push(await contest.pair());
      tell(scenario, taken.at(-1)!);
    }
    measured.push({orders: shop.orders, scenario, records: shop.records, pairs: taken});
  }
  return measured;
}
