declare module "mailparser" {
  export interface ParsedAddress {
    readonly text: string;
    readonly value: readonly {readonly name: string; readonly address?: string}[];
  }
  export interface ParsedAttachment {
    readonly filename?: string;
    readonly contentType: string;
    readonly contentDisposition: string;
    readonly cid?: string;
    readonly related?: boolean;
    readonly content: Buffer;
  }
  export interface ParsedMail {
    readonly subject?: string;
    readonly from?: ParsedAddress;
    readonly to?: ParsedAddress;
    readonly cc?: ParsedAddress;
    readonly replyTo?: ParsedAddress;
    readonly date?: Date;
    readonly messageId?: string;
    readonly text?: string;
    readonly html: string | false;
    readonly attachments: readonly ParsedAttachment[];
    readonly headers: ReadonlyMap<string, unknown>;
    readonly headerLines: readonly {readonly key: string; readonly line: string}[];
  }
  export function simpleParser(source: Buffer, options?: {readonly skipImageLinks?: boolean}): Promise<ParsedMail>;
}
