/** How often the key may be tried by hand, all people together: upstream sees one key, whoever has it tried. */
export const keyChecks = { most: 6, minutes: 5 } as const;
