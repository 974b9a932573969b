import {identifier, text, type Warehouse} from "../../src/store/warehouse.ts";

export type Cells = readonly (string | null)[];

/** A record that is new, other than it was, or (without cells) gone. */
export interface Edit {
  readonly row: number;
  readonly cells?: Cells;
}

/** The tables in which changes wait, empty, as they are behind a first load that normalize has taken up. */
export async function createChanges(warehouse: Warehouse, source: string): Promise<void> {
  await warehouse.run(`create table if not exists reloaded (source varchar);
    create or replace table fresh_${source} ("row" bigint);
    create or replace table gone_${source} as select * from rows_${source} limit 0`);
}

/** Changes the records of a source in place, as the stage before does. */
export async function change(warehouse: Warehouse, source: string, edits: readonly Edit[]): Promise<void> {
  const rows = edits.map(({row}) => row).join(", ");
  await warehouse.run(`
    insert into gone_${source} select * from rows_${source} where "row" in (${rows}) and "row" not in (select "row" from fresh_${source});
    delete from fresh_${source} where "row" in (${rows});
    delete from rows_${source} where "row" in (${rows})`);
  const columns = await warehouse.rows<{position: number; storage: string}>(
    `select position, storage from raw_columns where source = ${text(source)} order by position`,
  );
  const coded = columns.filter(({storage}) => storage === "coded").map(({position}) => position);
  for (const {row, cells} of edits) if (cells) await add(warehouse, source, row, cells, new Set(coded));
  for (const position of coded)
    await warehouse.run(
      `delete from texts_${source}_${position} where code not in (select c${position} from rows_${source} where c${position} is not null)`,
    );
}

async function add(
  warehouse: Warehouse,
  source: string,
  row: number,
  cells: Cells,
  coded: ReadonlySet<number>,
): Promise<void> {
  const values: string[] = [];
  for (const [i, cell] of cells.entries()) {
    const dictionary = `texts_${source}_${i + 1}`;
    if (cell === null) values.push("null");
    else if (!coded.has(i + 1)) values.push(text(cell));
    else {
      // A code is never given twice.
      await warehouse.run(`create sequence if not exists ${identifier(`${dictionary}_codes`)} start 1000;
        insert into ${dictionary} select nextval('${dictionary}_codes'), ${text(cell)}
        where ${text(cell)} not in (select "text" from ${dictionary})`);
      values.push(`(select code from ${dictionary} where "text" = ${text(cell)})`);
    }
  }
  await warehouse.run(`insert into rows_${source} select ${[row, ...values].join(", ")};
    insert into fresh_${source} values (${row})`);
}
