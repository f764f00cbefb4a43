/**
 * The only parameter of a statement that is to run once per row. The rows travel as text, which crosses to the thread and
 * is taken apart there faster than values one by one, and each row is bound to a statement that is prepared once.
 */
export class JsonRows {
  readonly json: string;

  constructor(rows: readonly (readonly (number | string | null)[])[]) {
    this.json = JSON.stringify(rows);
  }
}
