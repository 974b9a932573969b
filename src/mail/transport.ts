export type {Envelope, MailEffects, OutgoingMail, Receipt} from "./effects.ts";
