import type {Warehouse} from "../store/warehouse.ts";

/** The tables and views of the warehouse, as they were when they were asked for. */
export class Relations {
  private constructor(private readonly isViewByName: ReadonlyMap<string, boolean>) {}

  static async read(warehouse: Warehouse): Promise<Relations> {
    const rows = await warehouse.rows<{name: string; isView: boolean}>(
      `select table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables
       where table_catalog = current_catalog() and table_schema = 'main'`,
    );
    return new Relations(new Map(rows.map(({name, isView}) => [name, isView])));
  }

  has(name: string): boolean {
    return this.isViewByName.has(name);
  }

  isView(name: string): boolean {
    return this.isViewByName.get(name) === true;
  }

  names(isOne: (name: string) => boolean): readonly string[] {
    return [...this.isViewByName.keys()].filter(isOne);
  }

  /** SQL that drops those of which `isOne` is true, whichever they are. */
  drops(isOne: (name: string) => boolean): string {
    return this.names(isOne)
      .map((name) => `drop ${this.isView(name) ? "view" : "table"} ${name};`)
      .join("");
  }
}
