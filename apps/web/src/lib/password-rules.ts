/** The shortest password the server takes; it checks again. */
export const minimumPasswordLength = 12;

/** Counts characters as a person does, not UTF-16 units. */
export function isPasswordLongEnough(password: string): boolean {
  return [...password].length >= minimumPasswordLength;
}
