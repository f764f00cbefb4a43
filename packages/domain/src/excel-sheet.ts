/** Excel opens no sheet of more rows, its header among them. */
export const excelSheetRows = 1_048_576;
