/** The two languages of the console. Korean is the first language of the copy, English is complete. */
export type Locale = "ko" | "en";

/** The same words in every language of the console. */
export type Localised = Readonly<Record<Locale, string>>;
