export interface ConsoleTables {
  /** What the database knows of itself, such as whether its payments are play money. */
  console_facts: { name: string; value: string };
}
