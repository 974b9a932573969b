import {shelf} from "./assortment.ts";
import type {SectionTruths, StockTruth} from "./sectionTruths.ts";
import type {Shop} from "./shop.ts";
import {onHand, type StockKeeper} from "./stock.ts";
import {stores} from "./stores.ts";

export function stockFindings(keeper: StockKeeper, {catalogue}: Shop): Pick<SectionTruths, "stock" | "reorder"> {
  const stock = [...keeper.places()].map((cell): StockTruth => {
    const {product, store, opening, received, lost, sold} = cell;
    const places = {product_id: String(shelf[product]!.id), store_id: store === null ? null : stores[store]!.id};
    return {...places, opening, received, lost, sold, on_hand: onHand(cell)};
  });
  return {stock, reorder: reorders(stock, catalogue)};
}

function reorders(stock: readonly StockTruth[], catalogue: Shop["catalogue"]): SectionTruths["reorder"] {
  return catalogue.flatMap(({product_id, reorder_point}) => {
    const own = stock.filter((it) => it.product_id === String(product_id) && it.store_id !== null);
    const on_hand = own.reduce((sum, it) => sum + it.on_hand, 0);
    const isShort = reorder_point !== null && own.length > 0 && on_hand <= reorder_point;
    return isShort ? [{product_id: String(product_id), on_hand, reorder_point}] : [];
  });
}
