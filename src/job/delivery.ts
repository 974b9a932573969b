import type {Config, MailTransport, RetryConfig} from "../config/config.ts";
import {type Delivered, type DeliveryPolicy, deliverDue} from "../mail/delivery.ts";
import {recoverSending} from "../mail/transitions.ts";
import {openTransport} from "../mail/transport.ts";
import type {Ledger} from "../store/ledger.ts";

/** Without a schedule, mails are tried again as the schedule would by default. */
const usualRetry: RetryConfig = {attempts: 5, delay: 60, factor: 2};

export interface DeliveryOptions extends DeliveryPolicy {
  readonly transport: MailTransport;
}

/** How `config` wants its mails delivered; nothing where it has no mail settings. */
export function deliveryOptions({mail, schedule}: Config, now: Date): DeliveryOptions | undefined {
  return mail && {transport: mail.transport, inDoubt: mail.inDoubt, retry: schedule?.retry ?? usualRetry, now};
}

/** Sends the mails whose turn it is. Not to be called while this process is already at it. Throws only where the settings are of no use. */
export async function deliverOutbox(
  ledger: Ledger,
  options: DeliveryOptions,
  open = openTransport,
): Promise<Delivered> {
  recoverSending(ledger, options.now);
  const effects = await open(options.transport);
  try {
    return await deliverDue(ledger, effects, options);
  } finally {
    effects.close();
  }
}
