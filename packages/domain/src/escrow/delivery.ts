/** The parcel of an escrow payment as i'mport tells of it: neither sender nor receiver are ever told back. */
export interface Delivery {
  /** A code of `couriers`; what upstream did not know is `ETC` by now. */
  readonly courier: string;
  readonly invoice: string;
  /** Unix seconds. */
  readonly sentAt: number | null;
  /** When it was registered, unix seconds. */
  readonly registeredAt: number | null;
}
