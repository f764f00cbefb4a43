/** A heading of a table that runs from edge to edge of the page. */
export const headerClass =
  "h-8 border-line border-b px-2.5 text-left text-small font-medium whitespace-nowrap text-ink-3 first:pl-3 last:pr-3 md:first:pl-5 md:last:pr-5";

/** A cell of such a table; how high its rows are beyond their least is the table's own. */
export const cellClass = "h-row border-line border-b px-2.5 first:pl-3 last:pr-3 md:first:pl-5 md:last:pr-5";

/** A heading of a table that stands inside a page. */
export const innerHeaderClass =
  "h-8 border-line border-b pr-4 text-left text-small font-medium whitespace-nowrap text-ink-3 last:pr-0";

/** A cell of such a table. */
export const innerCellClass = "border-line border-b pr-4 last:pr-0";

/** A heading or a cell of a table inside a page, whose rows say more than one line. */
export const tallCellClass = "border-line border-b px-2.5 py-2 align-top first:pl-0 last:pr-0";
