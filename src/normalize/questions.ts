import type {Value} from "../store/values.ts";
import type {Warehouse} from "../store/warehouse.ts";

/** Something to be asked of a relation, with one row as the answer. */
export interface Question {
  /** SQL for each aggregate. */
  readonly measures: Readonly<Record<string, string>>;
  /** SQL for the relation. */
  readonly from: string;
}

export type Answer = Readonly<Record<string, Value>>;

interface Waiting {
  readonly question: Question;
  readonly answer: (found: Answer) => void;
  readonly refuse: (error: unknown) => void;
}

/** Asks in one statement what is asked at one time: each statement has its price, however small the tables are. */
export class Questions {
  private waiting: Waiting[] = [];

  constructor(private readonly warehouse: Warehouse) {}

  ask<T extends object = Answer>(question: Question): Promise<T> {
    if (this.waiting.length === 0) setImmediate(() => this.askAll());
    return new Promise((resolve, refuse) => {
      this.waiting.push({question, answer: (found) => resolve(found as T), refuse});
    });
  }

  private async askAll(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    try {
      const found = await this.warehouse.row<Record<string, Value>>(together(asked.map(({question}) => question)));
      for (const [i, {question, answer}] of asked.entries()) answer(answerOf(question, found, i));
    } catch (error) {
      for (const {refuse} of asked) refuse(error);
    }
  }
}

function together(questions: readonly Question[]): string {
  const rows = questions.map(({measures, from}, i) => {
    const columns = Object.values(measures).map((measure, j) => `${measure} as m${i}_${j}`);
    return `(select ${columns.join(", ")} from ${from}) as q${i}`;
  });
  return `select * from ${rows.join(" positional join ")}`;
}

function answerOf({measures}: Question, found: Readonly<Record<string, Value>>, i: number): Answer {
  return Object.fromEntries(Object.keys(measures).map((name, j) => [name, found[`m${i}_${j}`]!]));
}
