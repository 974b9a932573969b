import type {Receipt, Refusal} from "./effects.ts";
import {receipt} from "./fault.ts";

/** What a server said of one recipient. */
export interface RefusedRecipient {
  readonly recipient?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/** The receipt of a message, with the recipients to whom something else happened than to it. */
export function withRefusals(
  of: Receipt,
  refused: readonly RefusedRecipient[],
  mask: (text: string) => string,
): Receipt {
  const refusals = refused.map((one) => refusalOf(one, mask));
  const others = refusals.filter(({recipient, kind}) => recipient !== "" && kind !== of.kind);
  return others.length === 0 ? of : {...of, refused: others};
}

function refusalOf(
  {recipient = "", response = "", responseCode = 0}: RefusedRecipient,
  mask: (text: string) => string,
): Refusal {
  const kind = responseCode >= 400 && responseCode < 500 ? "temporary" : "permanent";
  return {recipient, kind, reply: receipt(kind, mask(response)).reply};
}
