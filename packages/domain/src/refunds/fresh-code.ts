/** How long a code of the second factor counts as fresh after it was shown. */
export const freshCodeMinutes = 5;
