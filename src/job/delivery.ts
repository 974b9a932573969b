import type {Config, MailConfig, RetryConfig} from "../config/config.ts";
import {type Delivered, deliverDue} from "../mail/delivery.ts";
import {recoverSending} from "../mail/transitions.ts";
import {openTransport} from "../mail/transport.ts";
import type {Ledger} from "../store/ledger.ts";

/** Without a schedule, mails are tried again as the schedule would by default. */
const usualRetry: RetryConfig = {attempts: 5, delay: 60, factor: 2};

export interface DeliveryOptions {
  readonly mail: MailConfig;
  readonly retry: RetryConfig;
  readonly now: Date;
  /** When it aborts, no further message is begun. */
  readonly signal?: AbortSignal;
}

/** What `deliverOutbox` is to do for a config that has mail settings; nothing for one that has none. */
export function deliveryOptions({mail, schedule}: Config, now: Date): DeliveryOptions | undefined {
  return mail && {mail, retry: schedule?.retry ?? usualRetry, now};
}

/** Sends every mail whose turn it is. Not to be called while this process is already at it. Throws only where the settings are of no use. */
export async function deliverOutbox(
  ledger: Ledger,
  options: DeliveryOptions,
  open = openTransport,
): Promise<Delivered> {
  const {mail, ...rest} = options;
  recoverSending(ledger, rest.now);
  const effects = await open(mail.transport);
  try {
    return await deliverDue(ledger, effects, {...rest, inDoubt: mail.inDoubt});
  } finally {
    effects.close();
  }
}
