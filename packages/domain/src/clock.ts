/** The only way our code learns the time. Passed as an argument; tests pass a fixed one. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}
