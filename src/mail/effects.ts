/** What becomes of a message is the outside world's doing; this is all that is asked of it. */
export interface MailEffects {
  /** Hands one message over, byte for byte. Never throws for what a server or a network did: that is in the receipt. */
  send(message: OutgoingMail): Promise<Receipt>;
  /** Tries the connection and the password without sending. Throws an Error that says what is wrong and what to do. */
  verify(): Promise<void>;
  /** The largest message the server takes, in bytes, once it has said so. */
  readonly maxSize?: number;
  close(): void;
}

/** `raw` is the whole message; who gets it is in the envelope alone, whatever its headers say. */
export interface OutgoingMail {
  readonly envelope: Envelope;
  readonly raw: Buffer;
}

/** Bare addresses. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * How a message fared: `temporary` may be tried again, `permanent` may not until somebody changes something, and of one
 * `in_doubt` nobody knows: its last byte was handed over and no final reply came.
 */
export interface Receipt {
  readonly kind: "accepted" | "temporary" | "permanent" | "in_doubt";
  /** The server's words, or what happened to it, on one line. */
  readonly reply: string;
  /** It may be tried again, and yet will hardly do better before somebody changes a setting. */
  readonly needsSetting?: boolean;
  /** Recipients who fared otherwise than the message. */
  readonly refused?: readonly Refusal[];
}

export interface Refusal {
  readonly recipient: string;
  readonly kind: "temporary" | "permanent";
  readonly reply: string;
}
