import type {Answer, Question, Questions} from "./questions.ts";
import type {Texts} from "./stored.ts";

/** What the texts of a column said, by the name of the question. */
export type Testimony = Readonly<Record<string, Answer>>;

/** What texts said that are still there, and those that came since, if any did. */
export interface Earlier {
  readonly said: Testimony;
  readonly fresh: Texts | undefined;
}

/** The texts of one column, to be asked how they are to be read. What earlier ones said need not be asked again. */
export class Witness {
  readonly said: Record<string, Answer> = {};

  constructor(
    private readonly questions: Questions,
    private readonly texts: Texts,
    private readonly earlier?: Earlier,
  ) {}

  /** Asks of each text what adds up: what several lots of texts say, put together by `add`, is what all of them say. Where that is not known all of them are asked. */
  async ask<T extends object = Answer>(
    name: string,
    question: (texts: Texts) => Question,
    add: (one: Answer, other: Answer) => Answer | undefined = sum,
  ): Promise<T> {
    const answer = (await this.askOthers(name, question, add)) ?? (await this.questions.ask(question(this.texts)));
    this.said[name] = answer;
    return answer as T;
  }

  /** Asks what must be asked of all texts, or of the rows they stand in. */
  askAll<T extends object = Answer>(question: (texts: Texts) => Question): Promise<T> {
    return this.questions.ask<T>(question(this.texts));
  }

  private async askOthers(
    name: string,
    question: (texts: Texts) => Question,
    add: (one: Answer, other: Answer) => Answer | undefined,
  ): Promise<Answer | undefined> {
    const known = this.earlier?.said[name];
    const fresh = this.earlier?.fresh;
    return known && fresh ? add(known, await this.questions.ask(question(fresh))) : known;
  }
}

/** Of numbers the sum, of texts the least. */
function sum(one: Answer, other: Answer): Answer {
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => {
      const more = other[name] ?? null;
      if (typeof value === "number" && typeof more === "number") return [name, value + more];
      return [name, [value, more].filter((text) => text !== null).sort()[0] ?? null];
    }),
  );
}
