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
      const rows = await this.warehouse.rows<Found>(together(asked.map(({question}) => question)));
      for (const found of rows) {
        const {question, answer} = asked[found.place]!;
        answer(answerOf(question, found));
      }
    } catch (error) {
      for (const {refuse} of asked) refuse(error);
    }
  }
}

/** An answer on its way: every measure as a text, and which of them are numbers. */
type Found = Readonly<Record<`m${number}`, string | null>> & {readonly place: number; readonly kinds: string};

/** One row an answer, below one another: beside one another they take the engine ever longer to plan. */
function together(questions: readonly Question[]): string {
  const most = Math.max(...questions.map(({measures}) => Object.keys(measures).length));
  const rows = questions.map(({measures, from}, i) => {
    const given = Object.values(measures);
    const columns = given.map((measure, j) => `${measure} as m${j}`);
    const texts = Array.from({length: most}, (_, j) => (j < given.length ? `cast(m${j} as varchar)` : "null"));
    const kinds = given.map((_, j) => `case when typeof(m${j}) = 'VARCHAR' then 't' else 'n' end`);
    const named = texts.map((text, j) => `${text} as m${j}`);
    return `select ${i} as place, concat(${kinds.join(", ")}) as kinds, ${named.join(", ")} from (select ${columns.join(", ")} from ${from}) as q${i}`;
  });
  return rows.join(" union all ");
}

function answerOf({measures}: Question, found: Found): Answer {
  return Object.fromEntries(Object.keys(measures).map((name, j) => [name, measured(found[`m${j}`]!, found.kinds[j]!)]));
}

function measured(text: string | null, kind: string): Value {
  return text === null || kind === "t" ? text : Number(text);
}
